#include "verify/sources.h"

#include <algorithm>

namespace mirrorlake::verify {

namespace {

constexpr std::size_t mostOfABlob = 4;

class Walk
{
public:
    explicit Walk(std::vector<sweep::BlobName> blobs) : m_blobs(std::move(blobs)) { std::ranges::sort(m_blobs); }

    void note(const RepoKey &repo, const CommitSha &commit, std::string_view path, std::string_view hash,
              std::int64_t size)
    {
        const auto name = sweep::BlobName::parse(hash);
        if (!name || !std::ranges::binary_search(m_blobs, *name))
            return;
        auto &found = m_sources[*name];
        const auto checked = RepoPath::parse(path);
        if (found.size() >= mostOfABlob || !checked)
            return;
        const BlobHash blob = name->hash();
        found.push_back({repo, commit, *checked, blob, size, blob.kind() == BlobHash::Kind::Sha256, {}});
    }
    Sources take() { return std::move(m_sources); }

private:
    std::vector<sweep::BlobName> m_blobs;
    Sources m_sources;
};

} // namespace

Result<Sources> sourcesOf(const catalog::Catalog &catalog, std::vector<sweep::BlobName> blobs)
{
    Walk walk(std::move(blobs));
    auto read = catalog.eachTree([&](const RepoKey &repo, const CommitSha &commit, const catalog::Tree &tree) {
        for (std::size_t i = 0; i < tree.size(); ++i) {
            const catalog::TreeEntry entry = tree.at(i);
            if (!entry.isDirectory)
                walk.note(repo, commit, entry.path, entry.blobName(), entry.size);
        }
    });
    if (read)
        read = catalog.eachFile([&](const RepoKey &repo, const CommitSha &commit, std::string_view path,
                                    std::string_view blob) { walk.note(repo, commit, path, blob, -1); });
    if (!read)
        return fail(read.error());
    return walk.take();
}

} // namespace mirrorlake::verify
