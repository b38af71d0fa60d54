// The bytes of one file of the fake Hub: in memory, in a file on disk, or made from a seed on the fly, so that 2 GiB
// cost nothing. Hashes are computed when first asked for, once. Immutable. Thread: any.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string>

namespace mirrorlake::fakehub {

class Content
{
public:
    virtual ~Content() = default;
    std::int64_t size() const { return m_size; }
    /// Fills out with the bytes from offset on; the caller stays inside [0, size()). False if they cannot be had.
    virtual bool read(std::int64_t offset, std::span<char> out) const = 0;
    /// Differs where the bytes differ, and costs no reading of large content.
    virtual std::string label() const = 0;

    /// sha256 of the bytes, 64 hex.
    const std::string &sha256() const;
    /// The git blob id of the bytes, 40 hex.
    const std::string &gitOid() const;
    /// What git holds in place of an LFS file.
    std::string pointerText() const;
    /// 64 hex that stand for the content as the Hub's Xet hash does: unique to it, equal to no hash of it.
    std::string xetHash() const;

protected:
    explicit Content(std::int64_t size, std::string knownSha256 = {}) : m_size(size), m_sha256(std::move(knownSha256))
    {}

private:
    std::string digest(bool isGit) const;

    const std::int64_t m_size;
    mutable std::once_flag m_sha256Once;
    mutable std::once_flag m_gitOnce;
    mutable std::string m_sha256;
    mutable std::string m_gitOid;
};

using ContentPtr = std::shared_ptr<const Content>;

ContentPtr textContent(std::string bytes);
/// The file is read when asked for; its size is taken now.
ContentPtr diskContent(const std::filesystem::path &file);
/// Pseudo-random bytes that depend on seed and offset alone. A caller who knows the hash saves computing it.
ContentPtr generatedContent(std::uint64_t seed, std::int64_t size, std::string knownSha256 = {});

/// The bytes of generatedContent(seed, …) from offset on.
void generate(std::uint64_t seed, std::int64_t offset, std::span<char> out);

} // namespace mirrorlake::fakehub
