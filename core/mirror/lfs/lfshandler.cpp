#include "mirror/lfs/lfshandler.h"

#include "hub/errorreply.h"
#include "mirror/lfs/grantedfile.h"
#include "mirror/lfs/lfsjson.h"

namespace mirrorlake::mirror {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds publicLife = 24h;
constexpr std::chrono::seconds closedLife = 1h; ///< a right may be taken back

} // namespace

Answer LfsHandler::locks()
{
    return hub::errorReply({ErrorCode::NotFoundHere, "a mirror has no locks: lock files at the Hub itself"});
}

Answer LfsHandler::batch(const hub::LfsBatch &request, Ask &ask)
{
    const auto question = readLfsQuestion(ask.http->body);
    if (!question)
        return hub::errorReply(question.error());
    if (!question->isDownload)
        return hub::errorReply(
            {ErrorCode::MethodNotAllowed,
             "this mirror serves downloads only: set the push address of the remote to the Hub itself"});
    auto head = m_objects.open(request.repo, ask);
    if (auto *need = std::get_if<Need>(&head))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&head))
        return hub::errorReply(*error);
    const auto &known = std::get<LfsObjects::Head>(head);
    auto found = m_objects.find(known, question->oids, ask);
    if (auto *need = std::get_if<Need>(&found))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&found))
        return hub::errorReply(*error);
    return hrefs(known, question->oids, std::get<LfsObjects::Found>(found), ask);
}

/// A client of a closed repo sends its own token along with the download: bytes that are not kept yet are fetched by
/// it.
HttpReply LfsHandler::hrefs(const LfsObjects::Head &head, const std::vector<BlobHash> &oids,
                            const LfsObjects::Found &found, const Ask &ask) const
{
    const bool isPublic = m_knowledge.access.access(head.repo) == catalog::Access::Public;
    const std::chrono::seconds life = isPublic ? publicLife : closedLife;
    std::vector<LfsAnswer> answers;
    for (std::size_t i = 0; i < oids.size(); ++i) {
        LfsAnswer answer{oids[i], 0, {}, {}, 404, "this repository has no such object"};
        if (const auto &file = found[i]) {
            const Grant grant{GrantPurpose::LfsObject,
                              head.repo,
                              file->commit.text(),
                              file->path.text(),
                              oids[i].text(),
                              file->size,
                              isPublic ? std::string() : ask.caller.fingerprint};
            answer.size = file->size;
            answer.href = m_knowledge.baseUrl(ask) + hub::lfsObjectTarget(head.repo, oids[i]) +
                          "?grant=" + m_knowledge.grants.sign(grant, life);
            answer.authorization = isPublic ? "" : ask.http->header("Authorization").value_or("");
        } else if (ask.allowsStale) {
            answer.errorCode = 503;
            answer.errorWords = "the object is not kept here, and the Hub cannot be reached";
        }
        answers.push_back(std::move(answer));
    }
    HttpReply reply;
    reply.headers.add("Content-Type", lfsMediaType);
    reply.headers.add("Cache-Control", "no-store");
    reply.facts.repo = head.repo.text();
    reply.text = writeLfsAnswer(answers, life.count());
    return reply;
}

Answer LfsHandler::object(const hub::LfsObject &request, Ask &ask)
{
    const auto content = grantedFile(m_knowledge, GrantPurpose::LfsObject, request.grant, request.oid);
    if (!content)
        return hub::errorReply(content.error());
    return m_files.body(*content, ask);
}

} // namespace mirrorlake::mirror
