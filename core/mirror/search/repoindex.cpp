#include "mirror/search/repoindex.h"

#include "base/text.h"
#include "hub/address.h"
#include "hub/safejson.h"

#include <algorithm>
#include <array>

namespace mirrorlake::mirror {

namespace {

using nlohmann::ordered_json;

/// Under which a repo's info may be kept, behind its address.
constexpr std::array<std::string_view, 4> infoForms{"", "/revision/main", "/revision/main?blobs=true", "?blobs=true"};

/// The address of the repo whose info is kept under this key, if it is one.
std::string_view targetIn(std::string_view key)
{
    for (const std::string_view form : infoForms) {
        if (!form.empty() && key.ends_with(form))
            return key.substr(0, key.size() - form.size());
    }
    return key;
}

bool hasTag(const RepoFacts &facts, const std::string &wanted)
{
    return facts.task == wanted || facts.library == wanted ||
           std::ranges::any_of(facts.tags, [&](const std::string &tag) { return equalsIgnoringCase(tag, wanted); });
}

RepoFacts withAccess(RepoFacts facts, const catalog::RepoRecord &record)
{
    facts.isGated = record.access == catalog::Access::Gated;
    facts.isPrivate = record.access == catalog::Access::Private;
    return facts;
}

bool isAccessWanted(const catalog::RepoRecord &record, const SearchQuestion &question)
{
    return !question.isGated || *question.isGated == (record.access == catalog::Access::Gated);
}

bool isWanted(const RepoFacts &facts, const SearchQuestion &question)
{
    if (!question.pipelineTag.empty() && facts.task != question.pipelineTag)
        return false;
    if (question.asksProvider || (!question.inference.empty() && facts.inference != question.inference))
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

ordered_json keptInfo(catalog::Catalog &catalog, const RepoKey &repo)
{
    const std::string target = hub::apiTarget(repo);
    for (const std::string_view form : infoForms) {
        const auto document = catalog.loadDocument(target + std::string(form));
        if (!document || !*document)
            continue;
        auto info = hub::parseUpstreamJson<ordered_json>((*document)->body, "the info");
        if (info && info->is_object() && info->contains("id"))
            return std::move(*info);
    }
    return {
        {"id", repo.id.text()}, {"likes", 0}, {"private", false}, {"downloads", 0}, {"tags", ordered_json::array()}};
}

void RepoIndex::hearNews()
{
    const std::lock_guard lock(m_mutex);
    const std::uint64_t now = m_catalog.documentNumber();
    if (const auto keys = m_catalog.documentsSince(m_heard)) {
        for (const std::string &key : *keys)
            m_kept.erase(std::string(targetIn(key)));
    } else {
        m_kept.clear();
    }
    m_heard = now; // what came in between is heard twice
}

bool RepoIndex::hasChangedSince(std::uint64_t number, const std::string &target) const
{
    const auto keys = m_catalog.documentsSince(number);
    return !keys || std::ranges::any_of(*keys, [&](const std::string &key) { return targetIn(key) == target; });
}

RepoIndex::FactsPointer RepoIndex::kept(const RepoKey &repo)
{
    const std::string target = hub::apiTarget(repo);
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_kept.find(target); known != m_kept.end())
            return known->second;
    }
    const std::uint64_t number = m_catalog.documentNumber();
    auto facts = std::make_shared<const RepoFacts>(repoFactsOf(keptInfo(m_catalog, repo)));
    const std::lock_guard lock(m_mutex);
    if (!hasChangedSince(number, target))
        m_kept.insert_or_assign(target, facts);
    return facts;
}

RepoFacts RepoIndex::factsOf(const catalog::RepoRecord &record)
{
    hearNews();
    return withAccess(*kept(record.key), record);
}

SearchResult RepoIndex::find(const SearchQuestion &question)
{
    hearNews();
    std::vector<FoundRepo> found;
    for (const catalog::RepoRecord &record : m_catalog.repos()) {
        const bool isOpen = record.access == catalog::Access::Gated || record.access == catalog::Access::Public;
        if (record.key.type != question.type || !(isOpen || question.withClosed) || !isNamed(record.key.id, question))
            continue;
        const FactsPointer facts = kept(record.key);
        if (isAccessWanted(record, question) && isWanted(*facts, question))
            found.push_back({record.key, withAccess(*facts, record)});
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
