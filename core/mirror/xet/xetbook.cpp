#include "mirror/xet/xetbook.h"

#include "xet/names.h"

#include <algorithm>
#include <charconv>

namespace mirrorlake::mirror {

namespace {

using catalog::TreeEntry;

constexpr std::size_t maxAnnounced = 20'000;
constexpr std::size_t maxIndexes = 8;
constexpr std::size_t maxAbsent = 1'000;

std::uint64_t beginningOf(std::string_view hash)
{
    std::uint64_t number = 0;
    std::from_chars(hash.data(), hash.data() + std::min<std::size_t>(16, hash.size()), number, 16);
    return number;
}

std::string keyOf(const RepoKey &repo, const std::string &hash)
{
    return repo.text() + " " + hash;
}

/// Ours; empty for what is no LFS file.
std::string ownHashOf(const TreeEntry &entry)
{
    const auto blob = BlobHash::parse(entry.lfsSha256);
    return blob ? xet::fileHash(*blob) : std::string();
}

} // namespace

void XetBook::announced(const RepoKey &repo, const CommitSha &commit, const TreeEntry &entry)
{
    const std::lock_guard lock(m_mutex);
    remember(keyOf(repo, ownHashOf(entry)), {commit, entry});
    if (!entry.xetHash.empty())
        remember(keyOf(repo, entry.xetHash), {commit, entry});
}

void XetBook::remember(const std::string &key, const File &file)
{
    if (!m_announced.insert_or_assign(key, file).second)
        return;
    m_oldestFirst.push_back(key);
    if (m_oldestFirst.size() > maxAnnounced) {
        m_announced.erase(m_oldestFirst.front());
        m_oldestFirst.pop_front();
    }
}

Known<std::optional<XetBook::File>> XetBook::find(const RepoKey &repo, const CommitSha &commit, const std::string &hash,
                                                  const Ask &ask)
{
    const std::string name = repo.text() + " " + commit.text();
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_announced.find(keyOf(repo, hash)); found != m_announced.end())
            return std::optional(found->second);
        if (m_absent.contains(name + " " + hash))
            return std::nullopt;
    }
    if (const IndexPointer index = indexNamed(name)) {
        if (auto entry = findIn(*index, hash))
            return std::optional(File{commit, std::move(*entry)});
        return Need{"xet hash " + name + " " + hash,
                    [this, repo, commit, hash, index] { return searchOthers(repo, commit, hash, index); }};
    }
    return Need{"xet index " + name + " for " + ask.caller.fingerprint,
                [this, repo, commit, name, caller = ask.caller] {
                    return m_trees.learn(repo, commit, caller).map([&](Trees::TreePointer tree) {
                        keep(indexOf(name, std::move(tree)));
                    });
                }};
}

Result<void> XetBook::searchOthers(const RepoKey &repo, const CommitSha &commit, const std::string &hash,
                                   const IndexPointer &index)
{
    for (const CommitSha &other : m_catalog.commits(repo)) {
        const auto tree = other == commit ? Result<Trees::TreePointer>(nullptr) : m_catalog.loadTree(repo, other);
        for (std::size_t i = 0; tree && *tree && i < (*tree)->size(); ++i) {
            const TreeEntry told = (*tree)->at(i);
            auto here = told.xetHash == hash ? findIn(*index, ownHashOf(told)) : std::nullopt;
            if (!here)
                continue;
            const std::lock_guard lock(m_mutex);
            remember(keyOf(repo, hash), {commit, std::move(*here)});
            return {};
        }
    }
    const std::lock_guard lock(m_mutex);
    if (m_absent.size() >= maxAbsent)
        m_absent.clear();
    m_absent.insert(index->name + " " + hash);
    return {};
}

XetBook::IndexPointer XetBook::indexOf(std::string name, Trees::TreePointer tree)
{
    auto index = std::make_shared<Index>();
    for (std::size_t i = 0; i < tree->size(); ++i) {
        const TreeEntry entry = tree->at(i);
        const auto place = static_cast<std::uint32_t>(i);
        if (!entry.isLfs())
            continue;
        index->places.emplace_back(beginningOf(ownHashOf(entry)), place);
        if (!entry.xetHash.empty())
            index->places.emplace_back(beginningOf(entry.xetHash), place);
    }
    std::ranges::sort(index->places);
    index->name = std::move(name);
    index->tree = std::move(tree);
    return index;
}

std::optional<TreeEntry> XetBook::findIn(const Index &index, const std::string &hash)
{
    const std::uint64_t beginning = beginningOf(hash);
    auto place = std::ranges::lower_bound(index.places, std::pair(beginning, std::uint32_t(0)));
    for (; place != index.places.end() && place->first == beginning; ++place) {
        TreeEntry entry = index.tree->at(place->second);
        if (entry.xetHash == hash || ownHashOf(entry) == hash)
            return entry;
    }
    return std::nullopt;
}

XetBook::IndexPointer XetBook::indexNamed(const std::string &name)
{
    const std::lock_guard lock(m_mutex);
    const auto found = std::ranges::find(m_indexes, name, [](const IndexPointer &index) { return index->name; });
    if (found == m_indexes.end())
        return nullptr;
    IndexPointer index = *found;
    m_indexes.erase(found);
    m_indexes.push_front(index);
    return index;
}

void XetBook::keep(IndexPointer index)
{
    const std::lock_guard lock(m_mutex);
    m_absent.clear();
    m_indexes.push_front(std::move(index));
    if (m_indexes.size() > maxIndexes)
        m_indexes.pop_back();
}

} // namespace mirrorlake::mirror
