#include "store/trash.h"

#include "store/storeparts.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace mirrorlake::store {

namespace {

std::optional<std::int64_t> sizeOf(const std::filesystem::path &path)
{
    struct stat facts = {};
    if (::lstat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode))
        return std::nullopt;
    return facts.st_size;
}

} // namespace

Trash::Trash(const Layout &layout, std::shared_ptr<Disk> disk) : m_layout(layout), m_disk(std::move(disk))
{
    readFolder();
}

std::filesystem::path Trash::pathOf(const TrashedBlob &blob) const
{
    return folder() / (std::to_string(blob.trashedAt) + "-" + blob.hash.text());
}

void Trash::readFolder()
{
    std::error_code refusal;
    for (std::filesystem::directory_iterator entry(folder(), refusal), end; !refusal && entry != end;
         entry.increment(refusal)) {
        const std::string name = entry->path().filename().string();
        const std::size_t dash = name.find('-');
        std::int64_t at = 0;
        const auto hash = BlobHash::parse(dash == std::string::npos ? "" : std::string_view(name).substr(dash + 1));
        const auto size = sizeOf(entry->path());
        if (!hash || !size || std::from_chars(name.data(), name.data() + dash, at).ptr != name.data() + dash)
            continue;
        m_blobs.insert_or_assign(*hash, TrashedBlob{*hash, *size, at});
        ++m_count;
        m_bytes += *size;
    }
}

Result<bool> Trash::take(const BlobHash &hash, std::int64_t now)
{
    const std::lock_guard lock(m_mutex);
    const std::filesystem::path from = m_layout.blob(hash);
    const auto size = sizeOf(from);
    if (!size)
        return false;
    const TrashedBlob blob{hash, *size, now};
    if (auto made = makeFolderOf(*m_disk, pathOf(blob)); !made)
        return fail(made.error());
    if (auto moved = m_disk->rename(from, pathOf(blob)); !moved)
        return fail(moved.error());
    if (const auto before = m_blobs.find(hash); before != m_blobs.end()) {
        if (before->second.trashedAt != now)
            ::unlink(pathOf(before->second).c_str());
        forget(hash);
    }
    m_blobs.emplace(hash, blob);
    ++m_count;
    m_bytes += *size;
    return true;
}

Result<bool> Trash::giveBack(const BlobHash &hash)
{
    if (m_count.load(std::memory_order_relaxed) == 0)
        return false;
    const std::lock_guard lock(m_mutex);
    const auto found = m_blobs.find(hash);
    if (found == m_blobs.end())
        return false;
    if (auto made = makeFolderOf(*m_disk, m_layout.blob(hash)); !made)
        return fail(made.error());
    if (auto moved = m_disk->rename(pathOf(found->second), m_layout.blob(hash)); !moved)
        return fail(moved.error());
    m_givenBack += found->second.size;
    forget(hash);
    return true;
}

void Trash::purge(const BlobHash &hash)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_blobs.find(hash);
    if (found == m_blobs.end())
        return;
    ::unlink(pathOf(found->second).c_str());
    if (!sizeOf(m_layout.blob(hash)))
        ::unlink(m_layout.pieces(hash).c_str());
    forget(hash);
}

void Trash::forget(const BlobHash &hash)
{
    const auto found = m_blobs.find(hash);
    --m_count;
    m_bytes -= found->second.size;
    m_blobs.erase(found);
}

bool Trash::holds(const BlobHash &hash) const
{
    if (m_count.load(std::memory_order_relaxed) == 0)
        return false;
    const std::lock_guard lock(m_mutex);
    return m_blobs.contains(hash);
}

std::vector<TrashedBlob> Trash::list() const
{
    std::vector<TrashedBlob> blobs;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &[hash, blob] : m_blobs)
            blobs.push_back(blob);
    }
    std::ranges::sort(blobs, {}, [](const TrashedBlob &blob) { return std::pair(blob.trashedAt, blob.hash); });
    return blobs;
}

} // namespace mirrorlake::store
