// One fill per blob, however many readers want it (promise 2). join() finds the running fill by hash or starts one;
// readers then follow the file as it grows. Chunk workers run on a QThreadPool and pull ranges through upstream::Hub;
// the hash is taken while filling and the last 64 KiB are held back until it is right (promise 4). Thread: any. join()
// never waits for disk or network.
#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "base/httpmessage.h"
#include "base/reason.h"
#include "fill/fillinsight.h"
#include "fill/readeridentity.h"
#include "store/blobstore.h"
#include "upstream/hub.h"
#include "upstream/linelimit.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace mirrorlake::fill {

class Engine;

/// What a fill does when its last reader has gone.
enum class WithoutReaders
{
    GoOn,
    GoOnIfWorthwhile, ///< above half done, or below 1 GiB; else as Pause
    Pause,            ///< ends and keeps what is on disk, for the next reader
    Stop,             ///< ends and deletes what is on disk
};

struct FillOptions
{
    int workers = 32;                   ///< threads in all, 1 to 256
    int perBlob = 16;                   ///< connections for one blob, 1 to 64
    std::filesystem::path ledgerFile{}; ///< keeps over restarts who got wrong bytes; empty: kept for this run alone
    int perHost = 32;                   ///< connections to one host
    Bytes chunkStart = mebibytes(8);
    Bytes chunkMin = mebibytes(1);
    Bytes chunkMax = mebibytes(64);
    WithoutReaders withoutReaders = WithoutReaders::GoOnIfWorthwhile;
    std::chrono::milliseconds lonelyGrace{5000}; ///< until a fill without readers is held to that
    std::chrono::milliseconds slowAfter{1000};   ///< a chunk that ends later is halved or raced, were one idle
    std::chrono::milliseconds lastPieces{3000};  ///< for the pieces in hand of a fill that is let go
    std::chrono::milliseconds diskRetry{2000};   ///< between two looks whether the disk can be written again
};

/// What may change while fills run.
struct FillLimits
{
    int atOnce = 0;          ///< fills that fetch; those that clients wait for never wait for others. 0: no bound
    bool restsAhead = false; ///< what nobody reads is not fetched on
};

/// A running fill as the window and the metrics see it.
struct FillSnapshot
{
    BlobHash blob;
    std::string repo; ///< of the reader that started it
    std::string path;
    std::int64_t size = 0;
    std::int64_t done = 0; ///< bytes on disk
    int connections = 0;
    int readers = 0;
    double bytesPerSecond = 0;
    std::string state; ///< "filling", "verifying", "stalled", "waiting for space", "failed"
    Reason reason;     ///< why, when not filling
};

/// Told of upstream traffic. Thread: fill workers; must be cheap.
class FillObserver
{
public:
    virtual ~FillObserver() = default;
    virtual void received(std::int64_t bytes) = 0;
    /// A blob became complete and verified; it is in the store now.
    virtual void completed(const upstream::FileSource &source) = 0;
    virtual void failed(const upstream::FileSource &source, const Error &error) = 0;
};

/// One reader of a running fill (or of the blob it just became).
struct Joined
{
    std::shared_ptr<FileBody> body;
    bool startedFill = false;                     ///< true: this call caused the upstream transfer
    std::shared_ptr<const FillInsight> insight{}; ///< nullptr when no fill is joined
};

class Filler
{
public:
    Filler(FillOptions options, store::BlobStore &store, upstream::Hub &hub, const Clock &clock,
           FillObserver &observer);
    ~Filler(); ///< stops workers, keeps what is on disk

    /// Joins or starts. want is the range that this reader will read, and comes first in the fill's order; an empty
    /// range wants nothing soon (pre-download). The body's failure() says why when it cannot be had. Bytes come no
    /// faster than the pace while all who are joined have one: from the moment on in which a client joins, they come as
    /// fast as they can, and count against no pace, until it has left.
    Joined join(const upstream::FileSource &source, ByteRange want, const ReaderIdentity &reader,
                std::shared_ptr<upstream::LineLimit> pace = nullptr);

    /// Whoever wanted nothing soon, and has let go of the body, wants no more: the fill ends with the pieces in hand,
    /// unless somebody else reads, or a client once did. What is on disk stays, and the next join goes on from there.
    void letGo(const BlobHash &blob);

    /// True if this reader was given bytes of the blob that proved wrong: it must not get the rest of it, but start
    /// from zero.
    bool mustStartOver(const BlobHash &blob, const ReaderIdentity &reader) const;
    /// The reader is being sent the blob from its first byte.
    void startedOver(const BlobHash &blob, const ReaderIdentity &reader);

    std::vector<FillSnapshot> snapshot() const;
    /// Pieces that are on their way still come.
    void setLimits(const FillLimits &limits);

    /// No new fills; running workers end at the next byte. For shutdown.
    void stop();

private:
    std::shared_ptr<Engine> m_engine;
};

} // namespace mirrorlake::fill
