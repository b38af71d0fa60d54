#include "sweep/forgetting.h"

namespace mirrorlake::sweep {

Commits commitsOf(const Pin &what, const CacheView &view, const catalog::Catalog &catalog)
{
    std::set<RepoKey> repos;
    for (const HeldSnapshot &snapshot : view.snapshots) {
        if (what.path.empty() && what.matchesRepo(snapshot.repo))
            repos.insert(snapshot.repo);
    }
    Commits commits;
    for (const HeldSnapshot &snapshot : view.snapshots) {
        if (repos.contains(snapshot.repo))
            commits.emplace(snapshot.repo, snapshot.commit);
    }
    for (const RepoKey &repo : repos) {
        for (const CommitSha &commit : catalog.commits(repo))
            commits.emplace(repo, commit);
    }
    const auto revision = Revision::parse(what.revision);
    std::erase_if(commits, [&](const auto &one) {
        const auto ref = revision ? catalog.ref(one.first, *revision) : std::nullopt;
        return !what.revision.empty() && what.revision != one.second.text() && !(ref && ref->commit == one.second);
    });
    return commits;
}

void forget(const Commits &commits, catalog::Catalog &catalog)
{
    for (const auto &[repo, commit] : commits) {
        for (const auto &[revision, ref] : catalog.refs(repo)) {
            if (ref.commit == commit)
                catalog.removeRef(repo, revision);
        }
        catalog.removeTree(repo, commit);
    }
}

} // namespace mirrorlake::sweep
