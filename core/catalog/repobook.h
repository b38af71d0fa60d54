// What is known of all repos, in memory: records, other names, refs, and which commits have a tree. Every lookup takes
// any name of a repo. An alias leads to its repo in one step, and the newest word counts. Pure; the catalogue guards
// it.
#pragma once

#include "catalog/catalog.h"

#include <map>
#include <unordered_map>
#include <unordered_set>

namespace mirrorlake::catalog {

struct RepoKeyHash
{
    std::size_t operator()(const RepoKey &key) const
    {
        const auto id = std::hash<std::string>()(key.id.text());
        return id ^ (std::hash<std::string>()(key.origin) << 1) ^ static_cast<std::size_t>(key.type);
    }
};

class RepoBook
{
public:
    /// The repo that this name stands for; the name itself when it is no alias.
    const RepoKey &home(const RepoKey &name) const;
    bool isAlias(const RepoKey &name) const { return m_aliases.contains(name); }
    /// True if that was news. All that was kept under alias is then kept under the canonical name, where that has
    /// nothing of its own; of two records the one that was checked later stays.
    bool putAlias(const RepoKey &alias, const RepoKey &canonical);
    bool removeAlias(const RepoKey &alias) { return m_aliases.erase(alias) > 0; }

    std::optional<RepoRecord> repo(const RepoKey &name) const;
    std::vector<RepoRecord> repos() const;
    /// The record as it is kept, under the canonical name.
    const RepoRecord &putRepo(const RepoRecord &record);

    std::optional<RefRecord> ref(const RepoKey &name, const Revision &revision) const;
    std::vector<std::pair<Revision, RefRecord>> refs(const RepoKey &name) const;
    void putRef(const RepoKey &name, const Revision &revision, const RefRecord &record);
    bool removeRef(const RepoKey &name, const Revision &revision);

    bool hasTree(const RepoKey &name, const CommitSha &commit) const;
    std::vector<CommitSha> commits(const RepoKey &name) const;
    void putTree(const RepoKey &name, const CommitSha &commit);
    void removeTree(const RepoKey &name, const CommitSha &commit);

private:
    struct Shelf
    {
        std::optional<RepoRecord> record;
        std::map<Revision, RefRecord> refs;
        std::unordered_set<CommitSha> commits;
    };

    const Shelf *shelf(const RepoKey &name) const;

    std::unordered_map<RepoKey, Shelf, RepoKeyHash> m_shelves;
    std::unordered_map<RepoKey, RepoKey, RepoKeyHash> m_aliases;
};

} // namespace mirrorlake::catalog
