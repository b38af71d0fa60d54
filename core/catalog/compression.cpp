#include "catalog/compression.h"

#include <zstd.h>

#include <algorithm>
#include <memory>

namespace mirrorlake::catalog {

namespace {

constexpr int level = 3;
constexpr std::size_t firstGuess = 64; ///< times the packed size that is reserved at once

struct ContextDeleter
{
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
};

tl::unexpected<Error> damaged(std::string_view why)
{
    return fail(ErrorCode::Io, "compressed data is damaged: " + std::string(why));
}

} // namespace

std::string compressed(std::string_view bytes)
{
    const std::unique_ptr<ZSTD_CCtx, ContextDeleter> context(ZSTD_createCCtx());
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
    std::string packed(ZSTD_compressBound(bytes.size()), '\0');
    const auto size = ZSTD_compress2(context.get(), packed.data(), packed.size(), bytes.data(), bytes.size());
    packed.resize(ZSTD_isError(size) ? 0 : size);
    packed.shrink_to_fit();
    return packed;
}

Result<std::string> decompressed(std::string_view bytes, std::size_t limit)
{
    const std::unique_ptr<ZSTD_DCtx, ContextDeleter> context(ZSTD_createDCtx());
    const auto promised = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (promised == ZSTD_CONTENTSIZE_ERROR)
        return damaged("no zstd frame");
    if (promised != ZSTD_CONTENTSIZE_UNKNOWN && promised > limit)
        return damaged("larger than allowed");

    const std::size_t guess = std::min(limit, bytes.size() * firstGuess);
    std::string unpacked(promised == ZSTD_CONTENTSIZE_UNKNOWN ? guess : std::min<std::size_t>(promised, guess), '\0');
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    std::size_t filled = 0;
    for (;;) {
        ZSTD_outBuffer out{unpacked.data(), unpacked.size(), filled};
        const auto left = ZSTD_decompressStream(context.get(), &out, &in);
        filled = out.pos;
        if (ZSTD_isError(left))
            return damaged(ZSTD_getErrorName(left));
        if (left == 0)
            break;
        if (filled < unpacked.size() && in.pos == in.size)
            return damaged("cut short");
        if (filled < unpacked.size())
            continue;
        if (filled == limit)
            return damaged("larger than allowed");
        unpacked.resize(std::min(limit, std::max<std::size_t>(4096, filled * 2)));
    }
    if (in.pos != in.size)
        return damaged("bytes after its end");
    unpacked.resize(filled);
    return unpacked;
}

} // namespace mirrorlake::catalog
