#include "catalog/repobook.h"

#include <tuple>

namespace mirrorlake::catalog {

namespace {

/// Of two words of the same second the stricter one counts.
bool isNewer(const RepoRecord &a, const RepoRecord &b)
{
    return std::tie(a.accessCheckedAt, a.access) > std::tie(b.accessCheckedAt, b.access);
}

} // namespace

const RepoKey &RepoBook::home(const RepoKey &name) const
{
    const auto alias = m_aliases.find(name);
    return alias == m_aliases.end() ? name : alias->second;
}

bool RepoBook::putAlias(const RepoKey &alias, const RepoKey &canonical)
{
    const bool wasAlias = m_aliases.erase(canonical) > 0;
    if (alias == canonical || (isAlias(alias) && home(alias) == canonical))
        return wasAlias;
    for (auto &[name, repo] : m_aliases) {
        if (repo == alias)
            repo = canonical;
    }
    m_aliases.insert_or_assign(alias, canonical);

    auto old = m_shelves.extract(alias);
    if (old.empty())
        return true;
    auto &shelf = m_shelves[canonical];
    if (old.mapped().record && (!shelf.record || isNewer(*old.mapped().record, *shelf.record))) {
        shelf.record = std::move(old.mapped().record);
        shelf.record->key = canonical;
    }
    shelf.refs.merge(old.mapped().refs);
    shelf.commits.merge(old.mapped().commits);
    return true;
}

const RepoBook::Shelf *RepoBook::shelf(const RepoKey &name) const
{
    const auto found = m_shelves.find(home(name));
    return found == m_shelves.end() ? nullptr : &found->second;
}

std::optional<RepoRecord> RepoBook::repo(const RepoKey &name) const
{
    const auto *found = shelf(name);
    return found ? found->record : std::nullopt;
}

std::vector<RepoRecord> RepoBook::repos() const
{
    std::vector<RepoRecord> records;
    records.reserve(m_shelves.size());
    for (const auto &[key, shelf] : m_shelves) {
        if (shelf.record)
            records.push_back(*shelf.record);
    }
    return records;
}

const RepoRecord &RepoBook::putRepo(const RepoRecord &record)
{
    const auto &key = home(record.key);
    auto &kept = m_shelves[key].record;
    kept = record;
    kept->key = key;
    return *kept;
}

std::optional<RefRecord> RepoBook::ref(const RepoKey &name, const Revision &revision) const
{
    const auto *found = shelf(name);
    if (!found)
        return std::nullopt;
    const auto record = found->refs.find(revision);
    return record == found->refs.end() ? std::nullopt : std::optional(record->second);
}

std::vector<std::pair<Revision, RefRecord>> RepoBook::refs(const RepoKey &name) const
{
    const auto *found = shelf(name);
    if (!found)
        return {};
    return {found->refs.begin(), found->refs.end()};
}

void RepoBook::putRef(const RepoKey &name, const Revision &revision, const RefRecord &record)
{
    m_shelves[home(name)].refs.insert_or_assign(revision, record);
}

bool RepoBook::removeRef(const RepoKey &name, const Revision &revision)
{
    const auto found = m_shelves.find(home(name));
    return found != m_shelves.end() && found->second.refs.erase(revision) > 0;
}

bool RepoBook::hasTree(const RepoKey &name, const CommitSha &commit) const
{
    const auto *found = shelf(name);
    return found && found->commits.contains(commit);
}

std::vector<CommitSha> RepoBook::commits(const RepoKey &name) const
{
    const auto *found = shelf(name);
    if (!found)
        return {};
    return {found->commits.begin(), found->commits.end()};
}

void RepoBook::putTree(const RepoKey &name, const CommitSha &commit)
{
    m_shelves[home(name)].commits.insert(commit);
}

void RepoBook::removeTree(const RepoKey &name, const CommitSha &commit)
{
    if (const auto found = m_shelves.find(home(name)); found != m_shelves.end())
        found->second.commits.erase(commit);
}

} // namespace mirrorlake::catalog
