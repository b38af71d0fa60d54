#include "fakehub/content.h"

#include "fakehub/digest.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <vector>

namespace mirrorlake::fakehub {

namespace {

class TextContent final : public Content
{
public:
    explicit TextContent(std::string bytes)
        : Content(static_cast<std::int64_t>(bytes.size())), m_bytes(std::move(bytes))
    {}

    bool read(std::int64_t offset, std::span<char> out) const override
    {
        std::memcpy(out.data(), m_bytes.data() + offset, out.size());
        return true;
    }

    std::string label() const override { return gitOid(); }

private:
    const std::string m_bytes;
};

class DiskContent final : public Content
{
public:
    DiskContent(int descriptor, std::int64_t size, std::string path)
        : Content(size), m_descriptor(descriptor), m_path(std::move(path))
    {}
    ~DiskContent() override { ::close(m_descriptor); }
    DiskContent(const DiskContent &) = delete;
    DiskContent &operator=(const DiskContent &) = delete;

    bool read(std::int64_t offset, std::span<char> out) const override
    {
        while (!out.empty()) {
            const ssize_t count = ::pread(m_descriptor, out.data(), out.size(), offset);
            if (count <= 0)
                return false;
            out = out.subspan(static_cast<std::size_t>(count));
            offset += count;
        }
        return true;
    }

    std::string label() const override { return m_path; }

private:
    const int m_descriptor;
    const std::string m_path;
};

class GeneratedContent final : public Content
{
public:
    GeneratedContent(std::uint64_t seed, std::int64_t size, std::string sha256)
        : Content(size, std::move(sha256)), m_seed(seed)
    {}

    bool read(std::int64_t offset, std::span<char> out) const override
    {
        generate(m_seed, offset, out);
        return true;
    }

    std::string label() const override { return "seed " + std::to_string(m_seed); }

private:
    const std::uint64_t m_seed;
};

} // namespace

std::string Content::digest(bool isGit) const
{
    Digest digest(isGit ? Digest::Kind::Sha1 : Digest::Kind::Sha256);
    if (isGit)
        digest.update(std::string("blob ") + std::to_string(m_size) + '\0');
    std::vector<char> buffer(static_cast<std::size_t>(std::min<std::int64_t>(m_size, 256 * 1024)));
    for (std::int64_t offset = 0; offset < m_size;) {
        const std::span<char> part(buffer.data(), static_cast<std::size_t>(std::min<std::int64_t>(
                                                      m_size - offset, static_cast<std::int64_t>(buffer.size()))));
        if (!read(offset, part))
            return {};
        digest.update({part.data(), part.size()});
        offset += static_cast<std::int64_t>(part.size());
    }
    return digest.hex();
}

const std::string &Content::sha256() const
{
    std::call_once(m_sha256Once, [this] {
        if (m_sha256.empty())
            m_sha256 = digest(false);
    });
    return m_sha256;
}

const std::string &Content::gitOid() const
{
    std::call_once(m_gitOnce, [this] { m_gitOid = digest(true); });
    return m_gitOid;
}

std::string Content::pointerText() const
{
    return "version https://git-lfs.github.com/spec/v1\noid sha256:" + sha256() + "\nsize " + std::to_string(m_size) +
           "\n";
}

std::string Content::xetHash() const
{
    return sha256Hex("xet " + sha256());
}

ContentPtr textContent(std::string bytes)
{
    return std::make_shared<TextContent>(std::move(bytes));
}

ContentPtr diskContent(const std::filesystem::path &file)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return nullptr;
    return std::make_shared<DiskContent>(descriptor, ::lseek(descriptor, 0, SEEK_END), file.string());
}

ContentPtr generatedContent(std::uint64_t seed, std::int64_t size, std::string knownSha256)
{
    return std::make_shared<GeneratedContent>(seed, size, std::move(knownSha256));
}

} // namespace mirrorlake::fakehub
