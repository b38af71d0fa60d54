// What becomes of the bytes of one chunk as they come from upstream. Two kinds: one fills what is missing, one compares
// what is there. Thread: the worker's own.
#pragma once

#include "fill/chunktask.h"
#include "fill/piecehash.h"

#include <optional>
#include <span>
#include <vector>

namespace mirrorlake {
class Clock;
}

namespace mirrorlake::fill {

class Fill;

class ChunkWriter
{
public:
    virtual ~ChunkWriter() = default;
    /// The next bytes, none beyond the end of the task. False when it cannot go on.
    virtual bool take(std::span<const char> bytes) = 0;
    /// Asked now and then while nothing comes. False when it cannot go on.
    virtual bool idle() { return true; }
    /// No more bytes come; what is left is written.
    virtual void end() {}
    /// The trouble of this machine's disk that ended it.
    const std::optional<Error> &error() const { return m_error; }

protected:
    bool failWith(const Error &error)
    {
        m_error = error;
        return false;
    }

private:
    std::optional<Error> m_error;
};

/// Gathers up to 256 KiB for one write, but flushes at once what a waiting reader needs; hashes each whole piece as it
/// comes. The buffer is borrowed, so that a worker keeps one for all its chunks.
class FetchWriter final : public ChunkWriter
{
public:
    FetchWriter(Fill &fill, ChunkTask &task, const Clock &clock, std::vector<char> &buffer);

    bool take(std::span<const char> bytes) override;
    bool idle() override;
    void end() override;

private:
    bool flush();
    bool flushRacing();
    Result<void> claimWhole(std::span<const char> bytes);
    bool isFlushDue() const;

    Fill &m_fill;
    ChunkTask &m_task;
    const Clock &m_clock;
    std::vector<char> &m_buffer;
    std::int64_t m_position; // of the first byte in the buffer
    std::size_t m_filled = 0;
    PieceHash m_pieceHash;
    ChunkTask::Time m_flushedAt{};
    bool m_hasSpace = false;
};

/// Gathers whole pieces, and replaces those on disk that differ.
class CompareWriter final : public ChunkWriter
{
public:
    CompareWriter(Fill &fill, ChunkTask &task, std::vector<char> &buffer);

    bool take(std::span<const char> bytes) override;

private:
    bool comparePiece(ByteRange piece);
    ByteRange differing(ByteRange piece, std::span<const char> fetched) const;

    Fill &m_fill;
    ChunkTask &m_task;
    std::vector<char> &m_buffer;
    std::int64_t m_position;
    std::size_t m_filled = 0;
};

} // namespace mirrorlake::fill
