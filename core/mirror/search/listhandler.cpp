#include "mirror/search/listhandler.h"

#include "base/text.h"
#include "mirror/pages/passedreply.h"
#include "mirror/search/listrow.h"

#include <nlohmann/json.hpp>

namespace mirrorlake::mirror {

namespace {

/// How long what was found in the catalogue is shown without looking again.
constexpr std::int64_t foundFor = 5;

std::string targetOf(const hub::ListRequest &request, const std::string &query)
{
    const std::string path = "/api/" + std::string(apiNameOf(request.type));
    return query.empty() ? path : path + "?" + query;
}

/// The same question, another page.
std::string nextTarget(const hub::ListRequest &request, std::size_t offset)
{
    std::string query;
    const std::string canonical = request.query.canonical();
    for (const std::string_view pair : split(canonical, '&')) {
        if (!pair.empty() && !pair.starts_with("cursor="))
            query += std::string(pair) + "&";
    }
    return targetOf(request, query + "cursor=" + searchCursor(offset));
}

} // namespace

Answer ListHandler::answer(const hub::ListRequest &request, Ask &ask)
{
    const PassQuestion question{targetOf(request, request.query.canonical()), m_knowledge.options.refTtl, false, true};
    if (ask.allowsStale)
        return withoutUpstream(request, question, ask);
    auto found = m_knowledge.pages.find(question, ask);
    if (auto *need = std::get_if<Need>(&found))
        return std::move(*need);
    return passedReply(*std::get<PassedAnswers::Pointer>(found), "", m_knowledge, ask);
}

Answer ListHandler::withoutUpstream(const hub::ListRequest &request, const PassQuestion &question, Ask &ask)
{
    ask.usedStale = true;
    const auto own = m_knowledge.pages.inMemory(PassedAnswers::keyOf(question, ask.caller));
    if (own && own->status == 200)
        return passedReply(*own, "", m_knowledge, ask);
    const std::string key = "catalogue " + question.target;
    const std::int64_t now = unixSeconds(m_knowledge.parts.clock.wall());
    const auto found = m_knowledge.pages.inMemory(key);
    if (found && now - found->fetchedAt < foundFor)
        return passedReply(*found, "", m_knowledge, ask);
    return Need{key, [this, request, question, key, now]() -> Result<void> {
                    const auto kept = m_knowledge.parts.catalog.loadDocument(question.target);
                    PassedAnswer answer = kept && *kept ? PassedAnswer{200, now, **kept} : search(request);
                    answer.fetchedAt = now;
                    m_knowledge.pages.put(key, std::make_shared<const PassedAnswer>(std::move(answer)));
                    return {};
                }};
}

PassedAnswer ListHandler::search(const hub::ListRequest &request)
{
    const SearchQuestion question = searchQuestionOf(request.type, request.query);
    const SearchResult result = m_index.find(question);
    PassedAnswer answer;
    answer.document.contentType = "application/json; charset=utf-8";
    answer.document.body = "[";
    for (const FoundRepo &row : result.rows)
        answer.document.body += (answer.document.body.size() > 1 ? "," : "") +
                                listRow(keptInfo(m_knowledge.parts.catalog, row.repo), row.repo, question);
    answer.document.body += "]";
    if (result.hasMore)
        answer.document.next = nextTarget(request, question.offset + result.rows.size());
    return answer;
}

} // namespace mirrorlake::mirror
