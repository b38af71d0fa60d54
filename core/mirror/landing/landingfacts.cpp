#include "mirror/landing/landingfacts.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace mirrorlake::mirror {

namespace {

constexpr std::size_t mostRevisionsNamed = 3;
constexpr std::size_t shortCommit = 10;

using Blobs = std::unordered_map<std::string, catalog::BlobRecord>;

Result<Blobs> completeBlobs(catalog::Catalog &catalog)
{
    const auto records = catalog.blobs();
    if (!records)
        return fail(records.error());
    Blobs blobs;
    for (const catalog::BlobRecord &record : *records) {
        if (record.completedAt > 0)
            blobs.emplace(record.hash.text(), record);
    }
    return blobs;
}

/// Adds what one commit keeps. True if that is anything.
bool addCommit(const catalog::Tree &tree, const Blobs &blobs, std::unordered_set<std::string> &seen, LandingRepo &repo)
{
    bool keepsAny = false;
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const catalog::TreeEntry entry = tree.at(i);
        const auto blob = entry.isDirectory ? blobs.end() : blobs.find(entry.blobName());
        if (blob == blobs.end())
            continue;
        keepsAny = true;
        repo.lastUsedAt = std::max({repo.lastUsedAt, blob->second.lastUsedAt, blob->second.completedAt});
        if (seen.insert(blob->first).second)
            repo.bytes += blob->second.size;
    }
    return keepsAny;
}

std::string namesOf(const catalog::Catalog &catalog, const RepoKey &key, const std::set<CommitSha> &kept)
{
    std::vector<std::string> names;
    std::set<CommitSha> unnamed = kept;
    for (const auto &[revision, record] : catalog.refs(key)) {
        if (kept.contains(record.commit) && !revision.isCommit()) {
            names.push_back(revision.text());
            unnamed.erase(record.commit);
        }
    }
    for (const CommitSha &commit : unnamed)
        names.push_back(commit.text().substr(0, shortCommit));
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), mostRevisionsNamed); ++i)
        text += (i > 0 ? ", " : "") + names[i];
    return names.size() > mostRevisionsNamed ? text + ", …" : text;
}

} // namespace

Result<LandingFacts> gatherLandingFacts(catalog::Catalog &catalog)
{
    const Result<Blobs> blobs = completeBlobs(catalog);
    if (!blobs)
        return fail(blobs.error());
    LandingFacts facts;
    std::unordered_set<std::string> seenAnywhere;
    for (const catalog::RepoRecord &record : catalog.repos()) {
        if (record.access != catalog::Access::Public)
            continue;
        LandingRepo repo{record.key, {}, 0, 0};
        std::unordered_set<std::string> seen;
        std::set<CommitSha> kept;
        for (const CommitSha &commit : catalog.commits(record.key)) {
            const auto tree = catalog.loadTree(record.key, commit);
            if (tree && *tree && addCommit(**tree, *blobs, seen, repo))
                kept.insert(commit);
        }
        if (kept.empty())
            continue;
        for (const std::string &blob : seen) {
            if (seenAnywhere.insert(blob).second)
                facts.bytes += blobs->at(blob).size;
        }
        repo.revisions = namesOf(catalog, record.key, kept);
        facts.repos.push_back(std::move(repo));
    }
    std::ranges::sort(facts.repos, [](const LandingRepo &a, const LandingRepo &b) {
        return a.lastUsedAt != b.lastUsedAt ? a.lastUsedAt > b.lastUsedAt : a.key < b.key;
    });
    facts.repoCount = static_cast<std::int64_t>(facts.repos.size());
    if (facts.repos.size() > mostLandingRepos)
        facts.repos.erase(facts.repos.begin() + mostLandingRepos, facts.repos.end());
    return facts;
}

} // namespace mirrorlake::mirror
