#include "mirror/doorhandler.h"

#include "base/text.h"
#include "hub/errorreply.h"
#include "mirror/lfs/lfsjson.h"

#include <nlohmann/json.hpp>

namespace mirrorlake::mirror {

namespace {

using Json = nlohmann::json;

std::string dumped(const Json &json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Everything but what is about to be another: the type of the body, and the challenge.
HeaderBlock keptOf(const HeaderBlock &headers)
{
    HeaderBlock kept;
    for (const std::string_view line : split(headers.text(), '\n')) {
        const std::size_t colon = line.find(':');
        const std::string_view name = line.substr(0, colon);
        const bool isReplaced =
            equalsIgnoringCase(name, "Content-Type") || equalsIgnoringCase(name, "WWW-Authenticate");
        if (colon != std::string_view::npos && !isReplaced)
            kept.add(line.substr(0, colon), trimmed(line.substr(colon + 1)));
    }
    return kept;
}

std::string_view registryCode(int status)
{
    switch (status) {
    case 401:
        return "UNAUTHORIZED";
    case 403:
        return "DENIED";
    case 404:
        return "MANIFEST_UNKNOWN";
    case 429:
        return "TOOMANYREQUESTS";
    default:
        return status < 500 ? "UNSUPPORTED" : "UNAVAILABLE";
    }
}

std::string registryChallenge(const HttpRequest &http, const std::string &base)
{
    const std::string host = base.substr(base.find("://") + 3);
    std::string challenge = "Bearer realm=\"" + base + "/v2/token\",service=\"" + host + "\"";
    const auto parts = split(std::string_view(http.target).substr(0, http.target.find('?')), '/');
    const bool isPlain = parts.size() > 3 && RepoId::parse(std::string(parts[2]) + "/" + std::string(parts[3]));
    if (isPlain)
        challenge += ",scope=\"repository:" + std::string(parts[2]) + "/" + std::string(parts[3]) + ":pull\"";
    return challenge;
}

bool isFor(const hub::DoorRequest &request, HttpMethod method)
{
    const bool isPosted =
        std::holds_alternative<hub::GitPack>(request.kind) || std::holds_alternative<hub::LfsBatch>(request.kind);
    if (std::holds_alternative<hub::LfsLocks>(request.kind))
        return true;
    return isPosted ? method == HttpMethod::Post : method == HttpMethod::Get || method == HttpMethod::Head;
}

} // namespace

Answer DoorHandler::answer(const hub::DoorRequest &request, Ask &ask)
{
    if (!isFor(request, ask.http->method))
        return hub::errorReply({ErrorCode::MethodNotAllowed, "this mirror is for reading"});
    struct Chooser
    {
        DoorHandler &doors;
        Ask &ask;
        Answer operator()(const hub::GitRefs &refs) { return doors.m_git.refs(refs, ask); }
        Answer operator()(const hub::GitPack &pack) { return doors.m_git.pack(pack, ask); }
        Answer operator()(const hub::LfsBatch &batch) { return doors.m_lfs.batch(batch, ask); }
        Answer operator()(const hub::LfsLocks &) { return LfsHandler::locks(); }
        Answer operator()(const hub::LfsObject &object) { return doors.m_lfs.object(object, ask); }
        Answer operator()(const hub::OciPing &) { return OciHandler::ping(); }
        Answer operator()(const hub::OciToken &) { return OciHandler::token(ask); }
        Answer operator()(const hub::OciManifest &manifest) { return doors.m_oci.manifest(manifest, ask); }
        Answer operator()(const hub::OciBlob &blob) { return doors.m_oci.blob(blob, ask); }
    };
    return std::visit(Chooser{*this, ask}, request.kind);
}

ReplySink DoorHandler::inItsWords(const hub::DoorRequest &request, std::shared_ptr<const HttpRequest> http,
                                  ReplySink sink) const
{
    std::string base = baseUrlFor(*http, m_knowledge.options.publicUrl);
    return [sink = std::move(sink), http = std::move(http), isGit = request.isGit(), isLfs = request.isLfs(),
            base = std::move(base)](HttpReply reply) {
        if (reply.status < 400)
            return sink(std::move(reply));
        const std::string words(reply.headers.find("X-Error-Message").value_or("this cannot be had"));
        const bool isGated = reply.headers.find("X-Error-Code") == "GatedRepo";
        if (reply.status == 401 && isGated && http->header("Authorization"))
            reply.status = 403; // another token would be no better than this one: do not ask for it
        reply.headers = keptOf(reply.headers);
        if (isGit) {
            reply.headers.add("Content-Type", "text/plain; charset=utf-8");
            reply.text = words + "\n";
        } else if (isLfs) {
            reply.headers.add("Content-Type", lfsMediaType);
            reply.text = dumped({{"message", words}});
        } else {
            reply.headers.add("Content-Type", "application/json; charset=utf-8");
            const Json error{{"code", registryCode(reply.status)}, {"message", words}};
            reply.text = dumped({{"error", words}, {"errors", Json::array({error})}});
        }
        if (reply.status == 401)
            reply.headers.add("WWW-Authenticate", isGit || isLfs ? "Basic realm=\"Mirrorlake\", charset=\"UTF-8\""
                                                                 : registryChallenge(*http, base));
        sink(std::move(reply));
    };
}

} // namespace mirrorlake::mirror
