// One upstream transfer of one blob, and the state that its readers, its chunk workers and its attendant share under
// one lock. It decides; workers (chunkworker.h) move the bytes, the attendant (attendant.h) reads back, verifies and
// publishes. Life: Opening -> Filling <-> Paused -> Publishing -> Done, or from anywhere Ending -> Failed. Mending is
// Filling again, in rounds. Thread: any. No function waits for disk or network but awaitSpace(). Readers may outlive
// the engine.
#pragma once

#include "base/clock.h"
#include "fill/chunkplanner.h"
#include "fill/chunktask.h"
#include "fill/filler.h"
#include "fill/fillhost.h"
#include "fill/notebook.h"
#include "fill/orderedhash.h"
#include "fill/origins.h"
#include "fill/rampup.h"
#include "fill/readerledger.h"
#include "fill/readerset.h"
#include "fill/speedmeter.h"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace mirrorlake::fill {

/// What fills borrow from their engine; it outlives everything but readers.
struct FillSurroundings
{
    const FillOptions &options;
    store::BlobStore &store;
    upstream::Hub &hub;
    const Clock &clock;
    FillObserver &observer;
    ReaderLedger &ledger;
};

/// Where a fill stands among the others that want a worker.
struct Standing
{
    bool mayWork = false;
    int priority = 0; ///< 0: a reader waits for bytes that nobody fetches; 1: has readers; 2: ahead of need
    int connections = 0;
};

/// What the attendant is to do next.
struct Care
{
    enum class Kind
    {
        None,
        Reserve,
        Recheck,
        HashPiece,
        ReadOn,
        Verify,
        Publish
    };
    Kind kind = Kind::None;
    ByteRange range;
};

class Fill : public FillInsight, public std::enable_shared_from_this<Fill>
{
public:
    using Time = std::chrono::steady_clock::time_point;

    /// A predecessor is a fill of the same blob that is ending: this one opens the file only when that has let it go.
    Fill(const upstream::FileSource &source, FillSurroundings surroundings, std::weak_ptr<FillHost> host,
         std::shared_ptr<const Fill> predecessor);

    const BlobHash &hash() const { return m_first->blob; }
    std::int64_t size() const { return m_first->size; }
    const upstream::FileSource &firstSource() const { return *m_first; }
    /// Of the request that it was begun for, for the log; empty for none.
    const std::string &requestId() const { return m_requestId; }

    // For readers
    /// The id of a new reader; nothing if the fill has failed.
    std::optional<int> join(const upstream::FileSource &source, ByteRange want, const ReaderIdentity &reader,
                            Pace pace);
    void leave(int reader);
    int descriptor() const { return m_descriptor.load(std::memory_order_acquire); } ///< -1 until it is open
    std::int64_t readableEnd(int reader, std::int64_t from);
    void whenReadable(int reader, std::int64_t from, Wake wake);
    std::optional<Error> failure(int reader) const;

    // For the engine
    Standing standing(Time now) const;
    std::shared_ptr<ChunkTask> take(Time now);
    void tick(Time now);
    /// Gives one connection back; the last one only while nobody reads.
    void yieldOne();
    /// Ends soon, unless somebody reads or a client has: with the pieces that are in hand, and keeping what is on disk.
    void letGo();
    void end(const Error &why);
    FillSnapshot snapshot() const;
    FillLook look() const override;
    std::vector<FillNote> notesAfter(std::uint64_t number) const override;
    bool hasLetGo() const { return m_hasLetGo.load(std::memory_order_acquire); } ///< of its file, having failed

    // For chunk workers
    void opened(Result<std::shared_ptr<store::PartialBlob>> blob);
    /// Waits until the space is reserved. False if the task was cancelled meanwhile.
    bool awaitSpace(const ChunkTask &task);
    /// Bytes came in; they are not in the file yet.
    void received(std::int64_t bytes) { m_received.fetch_add(bytes, std::memory_order_relaxed); }
    /// Null as soon as somebody has joined who waits for none.
    Pace pace() const;
    /// So many bytes came: returns when the pace lets more come, or counts no more.
    void keepPace(std::int64_t bytes, ChunkTask &task) const;
    /// Bytes are in the file. Pieces that begin at hashedFrom or later are claimed by the worker itself.
    void committed(const ChunkTask &task, ByteRange range, std::int64_t hashedFrom);
    /// Bytes in hand, just committed.
    void offer(const ChunkTask &task, std::int64_t begin, std::span<const char> bytes);
    /// These bytes were there, wrong, and are right or at least others now.
    void replaced(const ChunkTask &task, ByteRange wrong);
    void finished(const std::shared_ptr<ChunkTask> &task, const Result<void> &result);
    /// The part of the range that is not in the file yet.
    std::optional<ByteRange> firstMissing(ByteRange range) const;
    std::mutex &raceMutex() { return m_raceMutex; } ///< held by those who race while they write

    // For the attendant
    Care nextCare(Care::Kind last);
    const std::shared_ptr<store::PartialBlob> &blob() const { return m_blob; }
    OrderedHash &orderedHash() { return m_hash; }
    void reserved(const Result<void> &result);
    void rechecked(ByteRange piece, bool isRight);
    void pieceHashed(); ///< or cannot be
    /// Bytes that were written cannot be read back.
    void unreadable(std::int64_t position, const Error &why);
    void verify();
    void published(const Result<void> &result);
    /// Ends the fill when all that ran for it has stopped.
    void settleIfQuiet();

private:
    static constexpr std::int64_t tellAttendantAt = 1024 * 1024; // bytes that the hash lags behind

    enum class Phase
    {
        Opening,
        Filling,
        Paused,
        Publishing,
        Done,
        Ending,
        Failed
    };

    // All below: with m_mutex held
    bool isOver() const { return m_phase == Phase::Ending || m_phase == Phase::Failed; }
    std::int64_t visibleEnd(std::int64_t from) const;
    int allowedConnections(std::span<const Demand> demands) const;
    std::optional<Chunk> nextChunk(std::span<const Demand> demands, Time now);
    std::optional<Chunk> halveLongest(Time now);
    std::optional<Chunk> raceSlow(Time now);
    double slowAfter() const; ///< seconds until its end, or since its last byte
    void notePace() { m_mayBePaced.store(m_readers.count() > 0 && !m_readers.hasDemand(), std::memory_order_relaxed); }
    std::shared_ptr<ChunkTask> launch(const Chunk &chunk, Time now);
    void shortenTasks();
    void cancelTasks();
    void cancelOvertaken();
    void cancelLingering(Time now);
    void noteUnclaimed(ByteRange range, std::int64_t hashedFrom);
    void giveBackFailed(const ChunkTask &task, const Chunk &chunk, const Error &error);
    void dropSource(const std::shared_ptr<const upstream::FileSource> &source, const Error &why);
    void pause(const Error &why);
    void beginEnding(const Error &why);
    std::vector<Wake> mendOrGiveUp(std::vector<std::string> &blamed);
    void endIfLonely(Time now);
    void endIfLetGo(Time now);
    bool isWorthGoingOn() const;
    std::optional<ByteRange> heldPiece() const;
    /// Reading on for the hash is worth while from so many bytes behind.
    Care findCare(Time now, std::int64_t leastBehind) const;
    bool startAttending();
    bool mayOpen() const;
    const char *stateName(Time now) const;

    void observeRoutes(Time now);
    void avoid(const std::vector<std::string> &routes);

    // Below: with no lock held
    /// Tells upstream whose bytes were wrong.
    void blame(const std::vector<std::string> &routes);
    void attendIf(bool isNeeded);
    void schedule();

    const std::shared_ptr<const upstream::FileSource> m_first;
    const std::string m_requestId;
    const FillSurroundings m_surroundings;
    const std::weak_ptr<FillHost> m_host;
    OrderedHash m_hash;
    std::mutex m_raceMutex;
    std::atomic<int> m_descriptor{-1};
    std::atomic<std::int64_t> m_received{0};

    std::atomic<bool> m_mayBePaced{false}; ///< nobody reads: the readers' pace is worth a look

    std::atomic<bool> m_hasLetGo{false};

    mutable std::mutex m_mutex;
    std::condition_variable m_spaceChanged;
    Phase m_phase = Phase::Opening;
    std::shared_ptr<store::PartialBlob> m_blob;
    ChunkPlanner m_planner;
    IntervalSet m_ofEarlierRun; // who was given these bytes then, nobody knows now
    ReaderSet m_readers;
    std::vector<std::shared_ptr<const upstream::FileSource>> m_sources; // the first is used
    std::map<int, std::shared_ptr<ChunkTask>> m_tasks;
    Origins m_origins;
    std::vector<std::string> m_avoided; // routes
    RampUp m_ramp;
    SpeedMeter m_speed;
    std::map<std::string, SpeedMeter> m_routeSpeeds;
    Notebook m_notebook;
    double m_latency = 0; // seconds to a first byte, smoothed
    bool m_isOpening = false;
    std::shared_ptr<const Fill> m_predecessor;
    bool m_isReserved = false;
    bool m_isAttending = false;
    bool m_isVerified = false;
    bool m_isWrong = false; // the hash is; the next round begins when no chunk is in flight
    enum class Leftover
    {
        Keep,
        Discard,
        Quarantine
    } m_leftover = Leftover::Keep;
    std::optional<Time> m_lonelySince; // no readers
    std::optional<Time> m_letGoAt;     // nothing new is fetched since
    bool m_hadClients = false;         // somebody wanted bytes soon
    int m_round = 0;                   // of mending
    bool m_hasReplaced = false;        // in this round
    std::deque<ByteRange> m_unclaimed; // whole pieces whose hash is to be read back
    std::optional<Error> m_trouble;    // why it does not go on, or the last failed chunk
    Error m_end;
    Time m_retryAt{};
    std::optional<Time> m_fullSince; ///< the disk, while it is
    bool m_isFullForLong = false;    ///< whoever waits for a first byte is told so
    std::int64_t m_cutInVain = 0; // bytes that were probably sent for nothing when chunks were cut in two
    Time m_restUntil{};           // upstream cannot be asked before
    bool m_comesWhole = false; // upstream ignores Range: one connection, from the first byte that is missing to the end
};

} // namespace mirrorlake::fill
