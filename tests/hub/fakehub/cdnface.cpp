#include "fakehub/cdnface.h"

#include "base/text.h"
#include "fakehub/digest.h"
#include "fakehub/target.h"

#include <fmt/core.h>

#include <ctime>

namespace mirrorlake::fakehub {

namespace {

Reply refusal(int status, std::string_view code, std::string_view message)
{
    Reply reply;
    reply.status = status;
    reply.set("Content-Type", "application/xml");
    reply.text = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{}</Code><Message>{}</Message></Error>", code, message);
    return reply;
}

} // namespace

std::string CdnFace::signature(std::string_view path, std::string_view expires, int epoch) const
{
    return hmacSha256Hex("key of the fake CDN", fmt::format("{} {} {}", path, expires, epoch));
}

std::string CdnFace::sign(const Repo &repo, const ContentPtr &content, std::string_view fileName)
{
    const std::string name = repo.hasXet ? content->xetHash() : content->sha256();
    const char *store = repo.hasXet ? "xet-bridge-us" : "repos";
    return sign(fmt::format("/{}/{}/{}", store, repo.internalId, name), content, name, fileName);
}

std::string CdnFace::sign(const std::string &path, ContentPtr content, std::string_view etag, std::string_view fileName)
{
    const std::string expires = std::to_string(std::time(nullptr) + m_options.signatureLife.count());
    const std::string disposition =
        fmt::format("inline; filename*=UTF-8''{0}; filename=\"{0}\";", percentEncoded(fileName));

    const std::lock_guard lock(m_mutex);
    m_held[path] = {std::move(content), fmt::format("\"{}\"", etag)};
    return fmt::format("{}?X-Xet-Cas-Uid=public&response-content-disposition={}&user_id=public&Expires={}&Policy={}"
                       "&Signature={}&Key-Pair-Id=KFAKEHUB",
                       path, percentEncoded(disposition), expires, percentEncoded(base64(path)),
                       signature(path, expires, m_epoch));
}

void CdnFace::expireSignatures()
{
    const std::lock_guard lock(m_mutex);
    ++m_epoch;
}

Reply CdnFace::answer(const HttpRequest &request)
{
    if (request.method != HttpMethod::Get && request.method != HttpMethod::Head)
        return refusal(405, "MethodNotAllowed", "Only GET and HEAD.");
    if (m_options.isCdnStrict && request.header("authorization"))
        return refusal(400, "InvalidArgument", "Only one auth mechanism allowed.");
    const Target target = parseTarget(request.target);
    const std::string expires = target.field("Expires").value_or("0");
    Held held;
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_held.find(target.path);
        if (found == m_held.end() || target.field("Signature") != signature(target.path, expires, m_epoch))
            return refusal(403, "AccessDenied", "Access denied");
        held = found->second;
    }
    if (expires < std::to_string(std::time(nullptr)))
        return refusal(403, "AccessDenied", "Request has expired");
    Reply reply = fileReply(request, held.content, held.etag);
    reply.set("Content-Type", "application/octet-stream");
    reply.set("Content-Disposition", target.field("response-content-disposition").value_or("inline"));
    reply.set("Cache-Control", "public, max-age=31536000");
    reply.set("X-HF-CDN-Pop", "LOOP1");
    return reply;
}

} // namespace mirrorlake::fakehub
