#include "mirror/search/repoindex.h"

#include "base/text.h"
#include "hub/address.h"
#include "hub/safejson.h"

#include <algorithm>

namespace mirrorlake::mirror {

namespace {

using nlohmann::ordered_json;

constexpr std::chrono::seconds believedFor{30};

bool hasTag(const RepoFacts &facts, const std::string &wanted)
{
    return facts.task == wanted || facts.library == wanted ||
           std::ranges::any_of(facts.tags, [&](const std::string &tag) { return equalsIgnoringCase(tag, wanted); });
}

bool isWanted(const RepoFacts &facts, const SearchQuestion &question)
{
    if (question.isGated && *question.isGated != facts.isGated)
        return false;
    if (!question.pipelineTag.empty() && facts.task != question.pipelineTag)
        return false;
    if (!std::ranges::all_of(question.filters, [&](const std::string &tag) { return hasTag(facts, tag); }))
        return false;
    if (question.minParameters == 0 && question.maxParameters == INT64_MAX)
        return true;
    return facts.parameters > 0 && facts.parameters >= question.minParameters &&
           facts.parameters <= question.maxParameters;
}

bool isNamed(const RepoId &id, const SearchQuestion &question)
{
    const std::string name = lowered(id.text());
    const std::size_t slash = id.text().find('/');
    const std::string author = slash == std::string::npos ? std::string() : id.text().substr(0, slash);
    return (question.author.empty() || equalsIgnoringCase(author, question.author)) &&
           std::ranges::all_of(question.words,
                               [&](const std::string &word) { return name.find(word) != std::string::npos; });
}

/// True if a stands before b.
bool isBefore(const FoundRepo &a, const FoundRepo &b, const SearchQuestion &question)
{
    const auto order = [&](const auto &x, const auto &y) {
        return x == y ? a.repo.id < b.repo.id : question.isAscending ? x < y : y < x;
    };
    if (question.sort == "likes")
        return order(a.facts.likes, b.facts.likes);
    if (question.sort == "downloads")
        return order(a.facts.downloads, b.facts.downloads);
    if (question.sort == "createdAt" || question.sort == "created_at")
        return order(a.facts.createdAt, b.facts.createdAt);
    if (question.sort == "lastModified" || question.sort == "last_modified")
        return order(a.facts.lastModified, b.facts.lastModified);
    return order(a.facts.trendingScore, b.facts.trendingScore);
}

} // namespace

ordered_json keptInfo(catalog::Catalog &catalog, const RepoKey &repo, bool *isKept)
{
    const std::string target = hub::apiTarget(repo);
    for (const char *rest : {"", "/revision/main", "/revision/main?blobs=true", "?blobs=true"}) {
        const auto document = catalog.loadDocument(target + rest);
        if (!document || !*document)
            continue;
        auto info = hub::parseUpstreamJson<ordered_json>((*document)->body, "the info");
        if (info && info->is_object() && info->contains("id")) {
            if (isKept)
                *isKept = true;
            return std::move(*info);
        }
    }
    return {
        {"id", repo.id.text()}, {"likes", 0}, {"private", false}, {"downloads", 0}, {"tags", ordered_json::array()}};
}

RepoFacts RepoIndex::factsOf(const catalog::RepoRecord &record)
{
    const auto now = m_clock.steady();
    RepoFacts facts;
    bool isKept = false;
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_kept.find(record.key);
        isKept = known != m_kept.end() && now - known->second.readAt < believedFor;
        if (isKept)
            facts = known->second.facts;
    }
    if (!isKept) {
        facts = repoFactsOf(keptInfo(m_catalog, record.key, &isKept));
        const std::lock_guard lock(m_mutex);
        if (isKept)
            m_kept.insert_or_assign(record.key, Kept{facts, now});
    }
    facts.isGated = record.access == catalog::Access::Gated;
    facts.isPrivate = record.access == catalog::Access::Private;
    return facts;
}

SearchResult RepoIndex::find(const SearchQuestion &question)
{
    std::vector<FoundRepo> found;
    for (const catalog::RepoRecord &record : m_catalog.repos()) {
        const bool isOpen = record.access == catalog::Access::Gated || record.access == catalog::Access::Public;
        if (record.key.type != question.type || !(isOpen || question.withClosed) || !isNamed(record.key.id, question))
            continue;
        RepoFacts facts = factsOf(record);
        if (isWanted(facts, question))
            found.push_back({record.key, std::move(facts)});
    }
    std::ranges::sort(found, [&](const FoundRepo &a, const FoundRepo &b) { return isBefore(a, b, question); });
    SearchResult result;
    result.total = found.size();
    const std::size_t begin = std::min(question.offset, found.size());
    const std::size_t end = std::min(begin + question.limit, found.size());
    result.hasMore = end < found.size();
    result.rows.assign(std::make_move_iterator(found.begin() + static_cast<std::ptrdiff_t>(begin)),
                       std::make_move_iterator(found.begin() + static_cast<std::ptrdiff_t>(end)));
    return result;
}

} // namespace mirrorlake::mirror
