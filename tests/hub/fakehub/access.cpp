// Who may have what, and the words in which the Hub refuses (hub-protocol §3.2).
#include "fakehub/hubface.h"

#include "base/text.h"
#include "fakehub/digest.h"

#include <fmt/core.h>

namespace mirrorlake::fakehub {

namespace {

std::string userOf(std::string_view token)
{
    for (const char *user : {"alice", "bob"}) {
        if (token == tokenOf(user))
            return user;
    }
    return {};
}

bool isPublicFile(std::string_view path)
{
    return path.empty() || path == "README.md" || path == ".gitattributes";
}

Reply refusal(bool isApi, int status, std::string_view code, std::string_view message)
{
    return isApi ? jsonError(status, code, message) : textError(status, code, message);
}

} // namespace

Caller callerOf(const HttpRequest &request)
{
    std::string_view value = request.header("authorization").value_or("");
    Caller caller;
    caller.hasToken = !value.empty();
    if (value.starts_with("Bearer ")) {
        caller.user = userOf(value.substr(7));
    } else if (value.starts_with("Basic ")) {
        const std::string pair = fromBase64(value.substr(6)).value_or("");
        caller.user = userOf(std::string_view(pair).substr(pair.find(':') + 1));
    }
    return caller;
}

std::optional<Reply> refusalOf(const RepoPtr &repo, const Caller &caller, std::string_view path, bool isApi)
{
    if (caller.hasToken && caller.user.empty())
        return refusal(isApi, 401, "", "Invalid credentials in Authorization header");
    const bool isMember = repo && repo->members.contains(caller.user);
    if (!repo || (repo->isPrivate && !isMember)) {
        if (caller.hasToken)
            return refusal(isApi, 404, "RepoNotFound", "Repository not found");
        return refusal(isApi, 401, "", "Invalid username or password.");
    }
    if (repo->isDisabled)
        return refusal(isApi, 403, "", "Access to this resource is disabled.");
    if (!repo->isGated || isMember || isPublicFile(path))
        return std::nullopt;
    const std::string name = fmt::format("{} {}", repo->type == RepoType::Model ? "model" : "dataset", repo->id);
    if (!caller.hasToken)
        return refusal(isApi, 401, "GatedRepo",
                       fmt::format("Access to {} is restricted. You must have access to it and be authenticated to "
                                   "access it. Please log in.",
                                   name));
    return refusal(isApi, 403, "GatedRepo",
                   fmt::format("Access to {} is restricted and you are not in the authorized list. Visit "
                               "https://huggingface.co/{} to ask for access.",
                               name, repo->id));
}

} // namespace mirrorlake::fakehub
