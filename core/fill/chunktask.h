// What a worker is to do: open the file of a fill, or fetch one range of it. Shared by the worker and the fill, which
// may shorten or cancel it meanwhile. Thread: any; what changes is atomic.
#pragma once

#include "base/byterange.h"
#include "store/partialblob.h"
#include "upstream/hub.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>

namespace mirrorlake::fill {

struct ChunkTask
{
    enum class Kind
    {
        Open,    ///< open the partial blob; nothing is fetched
        Fetch,   ///< bytes that are missing
        Compare, ///< bytes that are there and perhaps wrong
    };
    using Time = std::chrono::steady_clock::time_point;

    Kind kind = Kind::Fetch;
    int id = 0;
    std::int64_t begin = 0;
    Time startedAt;
    std::shared_ptr<const upstream::FileSource> source;
    std::shared_ptr<const upstream::FileSource> fromSource; ///< the same without the routes to avoid
    std::shared_ptr<store::PartialBlob> blob;
    std::string route; ///< where its bytes come from; written by the worker before the first of them

    std::atomic<std::int64_t> end{0};      ///< may shrink while it runs
    std::atomic<std::int64_t> received{0}; ///< bytes that came so far
    std::atomic<bool> isCancelled{false};
    std::atomic<bool> isRace{false};    ///< somebody else fetches the same bytes
    std::atomic<bool> isAwaited{false}; ///< a reader waits for a byte of it
    std::atomic<Time> firstByteAt{Time()};
    std::atomic<Time> lastByteAt{Time()};
};

} // namespace mirrorlake::fill
