// Where everything lies in the store's folder; README.md in this folder is the description. Names on disk come from
// hashes only. Thread: any; immutable.
#pragma once

#include "base/ids.h"

#include <filesystem>

namespace mirrorlake::store {

class Layout
{
public:
    static constexpr int version = 1;

    explicit Layout(std::filesystem::path root) : m_root(std::move(root)) {}

    const std::filesystem::path &root() const { return m_root; }
    std::filesystem::path versionFile() const { return m_root / "version"; }
    std::filesystem::path blob(const BlobHash &hash) const { return under("blobs", hash); }
    /// The hashes of the pieces of a complete blob, for mending only what is damaged.
    std::filesystem::path pieces(const BlobHash &hash) const { return under("pieces", hash); }
    std::filesystem::path partial(const BlobHash &hash) const { return partialFolder() / hash.text(); }
    std::filesystem::path journal(const BlobHash &hash) const { return partialFolder() / (hash.text() + ".journal"); }
    std::filesystem::path quarantined(const BlobHash &hash) const { return quarantineFolder() / hash.text(); }
    std::filesystem::path quarantineReason(const BlobHash &hash) const
    {
        return quarantineFolder() / (hash.text() + ".reason");
    }
    /// What is being copied from outside.
    std::filesystem::path incoming(const BlobHash &hash) const { return incomingFolder() / hash.text(); }
    std::filesystem::path incomingFolder() const { return m_root / "incoming"; }
    std::filesystem::path partialFolder() const { return m_root / "partial"; }
    std::filesystem::path quarantineFolder() const { return m_root / "quarantine"; }

    /// Makes the folders of an empty store, or checks the version of one that is there. Errors: DataFolderUnusable,
    /// NoSpace, ReadOnly.
    Result<void> prepare() const;

private:
    std::filesystem::path under(const char *top, const BlobHash &hash) const
    {
        const char *kind = hash.kind() == BlobHash::Kind::Sha256 ? "sha256" : "git";
        return m_root / top / kind / hash.text().substr(0, 2) / hash.text();
    }

    std::filesystem::path m_root;
};

} // namespace mirrorlake::store
