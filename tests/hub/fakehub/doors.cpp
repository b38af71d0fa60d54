// The other doors of the fake Hub: addresses of git, git-lfs and the registry (hub-protocol §1.7, §1.8).
#include "fakehub/hubface.h"

#include "base/text.h"

#include <array>

namespace mirrorlake::fakehub {

namespace {

/// "/datasets/org/name.git" as "datasets/org/name".
std::string keyOf(std::string_view path)
{
    path.remove_prefix(1);
    if (path.ends_with(".git"))
        path.remove_suffix(4);
    for (const RepoType type : {RepoType::Dataset, RepoType::Space, RepoType::Kernel}) {
        if (path.starts_with(urlPrefixOf(type)))
            return std::string(path);
    }
    return "models/" + std::string(path);
}

} // namespace

std::optional<Reply> HubFace::door(const HttpRequest &request, const Target &target)
{
    const std::string_view path = target.verb;
    constexpr std::string_view registry = "/v2";
    if (path.starts_with("/v2/"))
        return m_oci.answer(request, path.substr(registry.size()));
    constexpr std::string_view batch = "/info/lfs/objects/batch";
    constexpr std::string_view refs = "/info/refs";
    constexpr std::string_view pack = "/git-upload-pack";
    for (const std::string_view ending : {batch, refs, pack}) {
        if (!path.ends_with(ending) || path.size() == ending.size())
            continue;
        const std::string key = keyOf(path.substr(0, path.size() - ending.size()));
        if (const auto newKey = m_world.renamed(key)) {
            const std::string id = newKey->starts_with("models/") ? newKey->substr(7) : *newKey;
            const std::string suffix = path.find(".git/") != std::string_view::npos ? ".git" : "";
            Reply reply = textReply(307, "Temporary Redirect");
            reply.set("Location",
                      "/" + id + suffix + std::string(ending) + (target.query.empty() ? "" : "?" + target.query));
            return reply;
        }
        if (ending == batch)
            return m_lfs.batch(request, key);
        const bool isFetch = target.field("service").value_or("") == "git-upload-pack";
        if (ending == refs)
            return isFetch ? m_git.refs(request, key) : textReply(403, "push is refused");
        return m_git.uploadPack(request, key);
    }
    return std::nullopt;
}

} // namespace mirrorlake::fakehub
