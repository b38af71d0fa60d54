#include "library/searcher.h"

#include "hub/link.h"
#include "hub/query.h"
#include "library/hublist.h"
#include "upstream/ownright.h"

#include <algorithm>
#include <charconv>

namespace mirrorlake::library {

namespace {

constexpr std::string_view catalogueMark = "catalogue.";

/// Where the next page of the Hub begins: "cursor" of its Link.
std::string nextCursor(const upstream::Response &response)
{
    const auto next = hub::nextLink(response.header("Link").value_or(""));
    const std::size_t query = next ? next->find('?') : std::string::npos;
    if (query == std::string::npos)
        return {};
    return std::string(hub::Query::parse(std::string_view(*next).substr(query + 1)).value("cursor"));
}

std::size_t offsetIn(std::string_view cursor)
{
    std::size_t offset = 0;
    if (cursor.starts_with(catalogueMark))
        std::from_chars(cursor.data() + catalogueMark.size(), cursor.data() + cursor.size(), offset);
    return offset;
}

bool isIn(const std::vector<FoundRepo> &repos, const RepoKey &repo)
{
    return std::ranges::find(repos, repo, &FoundRepo::repo) != repos.end();
}

} // namespace

Reach reachOf(const Error &error)
{
    if (error.code == ErrorCode::Offline)
        return Reach::Offline;
    const bool isSilence = error.code == ErrorCode::UpstreamUnreachable ||
                           error.code == ErrorCode::UpstreamNameUnknown || error.code == ErrorCode::UpstreamTimeout ||
                           error.code == ErrorCode::UpstreamUntrusted || error.code == ErrorCode::UpstreamFailed;
    return isSilence ? Reach::Unreachable : Reach::Refused;
}

FoundRepo Searcher::marked(FoundRepo repo, const HeldList &held) const
{
    const RepoKey home = m_catalog.canonical(repo.repo).value_or(repo.repo);
    if (const HeldRepo *here = held.find(home))
        repo.held = here->held;
    const auto record = m_catalog.repo(home);
    repo.isGone = record && record->presence == catalog::Presence::Gone;
    return repo;
}

FoundRepo Searcher::known(const RepoKey &repo, const HeldList &held)
{
    const auto record = m_catalog.repo(repo);
    return marked(foundRepo(repo, record ? m_index.factsOf(*record) : mirror::RepoFacts()), held);
}

Result<SearchAnswer> Searcher::askUpstream(const SearchQuestion &question) const
{
    const auto response = upstream::askByOwnRight(m_hub, targetOf(question));
    if (!response)
        return fail(response.error());
    auto rows = readList(question.type, response->body);
    if (!rows)
        return fail(rows.error());
    return SearchAnswer{std::move(*rows), nextCursor(*response), Reach::Upstream, {}};
}

SearchAnswer Searcher::askCatalogue(const SearchQuestion &question, const HeldList &held)
{
    mirror::SearchQuestion asked = catalogueQuestion(question);
    asked.limit = SIZE_MAX / 2;
    mirror::SearchResult result = m_index.find(asked);
    if (question.isHereOnly)
        std::erase_if(result.rows, [&](const mirror::FoundRepo &row) { return !held.find(row.repo); });
    const std::size_t begin = std::min(offsetIn(question.cursor), result.rows.size());
    const std::size_t end = std::min(begin + question.limit, result.rows.size());
    SearchAnswer answer;
    for (std::size_t i = begin; i < end; ++i)
        answer.repos.push_back(marked(foundRepo(result.rows[i].repo, result.rows[i].facts), held));
    if (end < result.rows.size())
        answer.next = std::string(catalogueMark) + std::to_string(end);
    return answer;
}

/// Known here, and listed by upstream to nobody, or to few.
std::vector<FoundRepo> Searcher::unlisted(const SearchQuestion &question)
{
    mirror::SearchQuestion asked = catalogueQuestion(question);
    asked.limit = SIZE_MAX / 2;
    std::vector<FoundRepo> found;
    for (const mirror::FoundRepo &row : m_index.find(asked).rows) {
        const auto record = m_catalog.repo(row.repo);
        const bool isUnlisted =
            record && (record->presence == catalog::Presence::Gone || record->access == catalog::Access::Private);
        if (isUnlisted)
            found.push_back(foundRepo(row.repo, row.facts));
    }
    return found;
}

Result<SearchAnswer> Searcher::search(const SearchQuestion &question)
{
    if (auto good = checked(question); !good)
        return fail(good.error());
    const auto held = m_book.list();
    if (!held)
        return fail(held.error());
    const bool isCatalogues = question.isHereOnly || question.cursor.starts_with(catalogueMark);
    auto asked = isCatalogues ? Result<SearchAnswer>(fail(Error{})) : askUpstream(question);
    if (!asked) {
        SearchAnswer answer = askCatalogue(question, **held);
        answer.reach = isCatalogues ? Reach::NotAsked : reachOf(asked.error());
        if (!isCatalogues)
            answer.reason = asked.error().message;
        return answer;
    }
    const std::vector<FoundRepo> ours = unlisted(question);
    std::erase_if(asked->repos, [&](const FoundRepo &repo) { return isIn(ours, repo.repo); });
    if (question.cursor.empty())
        asked->repos.insert(asked->repos.begin(), ours.begin(),
                            ours.begin() + static_cast<std::ptrdiff_t>(std::min(ours.size(), question.limit)));
    for (FoundRepo &repo : asked->repos)
        repo = marked(std::move(repo), **held);
    return asked;
}

} // namespace mirrorlake::library
