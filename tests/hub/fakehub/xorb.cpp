#include "fakehub/xorb.h"

#include "fakehub/digest.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace mirrorlake::fakehub {

namespace {

constexpr std::int64_t stride = chunkSize + chunkHeaderSize;
constexpr std::int64_t xorbPayload = chunksInXorb * chunkSize;

std::int64_t payloadOf(const Content &file, std::int64_t index)
{
    return std::clamp<std::int64_t>(file.size() - index * xorbPayload, 0, xorbPayload);
}

std::int64_t packedSize(std::int64_t payload)
{
    return payload + (payload + chunkSize - 1) / chunkSize * chunkHeaderSize;
}

class XorbContent final : public Content
{
public:
    XorbContent(ContentPtr file, std::int64_t index)
        : Content(packedSize(payloadOf(*file, index))), m_file(std::move(file)), m_begin(index * xorbPayload)
    {}

    bool read(std::int64_t offset, std::span<char> out) const override
    {
        while (!out.empty()) {
            const std::int64_t chunk = offset / stride;
            const std::int64_t inside = offset % stride;
            const std::int64_t length = std::min(chunkSize, m_file->size() - m_begin - chunk * chunkSize);
            const bool isHeader = inside < chunkHeaderSize;
            const std::int64_t left = isHeader ? chunkHeaderSize - inside : length + chunkHeaderSize - inside;
            const auto part = out.first(std::min(out.size(), static_cast<std::size_t>(left)));
            if (isHeader) {
                const auto header = headerFor(length);
                std::memcpy(part.data(), header.data() + inside, part.size());
            } else if (!m_file->read(m_begin + chunk * chunkSize + inside - chunkHeaderSize, part)) {
                return false;
            }
            offset += static_cast<std::int64_t>(part.size());
            out = out.subspan(part.size());
        }
        return true;
    }

    std::string label() const override { return "xorb of " + m_file->label(); }

private:
    /// version 0 | compressed length, 3 bytes | scheme 0 | length, 3 bytes
    static std::array<char, chunkHeaderSize> headerFor(std::int64_t length)
    {
        const auto byte = [length](int shift) { return static_cast<char>(length >> shift & 0xff); };
        return {0, byte(0), byte(8), byte(16), 0, byte(0), byte(8), byte(16)};
    }

    const ContentPtr m_file;
    const std::int64_t m_begin;
};

} // namespace

ContentPtr xorbOf(ContentPtr file, std::int64_t index)
{
    return std::make_shared<XorbContent>(std::move(file), index);
}

std::string xorbHash(const Content &file, std::int64_t index)
{
    return sha256Hex("xorb " + file.sha256() + " " + std::to_string(index));
}

std::int64_t xorbOffset(const Content &file, std::int64_t index, std::int64_t chunk)
{
    return packedSize(std::min(chunk * chunkSize, payloadOf(file, index)));
}

} // namespace mirrorlake::fakehub
