// Passes the body of one chunk from upstream to its writer, and ends the exchange when the task is over. Thread: the
// worker's own.
#pragma once

#include "base/clock.h"
#include "fill/chunkwriter.h"
#include "fill/fill.h"
#include "upstream/httpclient.h"

#include <algorithm>

namespace mirrorlake::fill {

class ChunkSink final : public upstream::BodySink
{
public:
    ChunkSink(Fill &fill, ChunkTask &task, ChunkWriter &writer, const Clock &clock)
        : m_fill(fill), m_task(task), m_writer(writer), m_clock(clock), m_position(task.begin)
    {}

    bool begin(const upstream::Response &head) override
    {
        m_task.route = head.route;
        return !m_task.isCancelled;
    }

    bool write(std::span<const char> bytes) override
    {
        if (m_task.isCancelled)
            return false;
        noteTime();
        const std::int64_t room = m_task.end.load(std::memory_order_relaxed) - m_position;
        const std::int64_t count = std::clamp<std::int64_t>(room, 0, static_cast<std::int64_t>(bytes.size()));
        m_position += count;
        m_fill.received(count);
        m_task.received.fetch_add(count, std::memory_order_relaxed);
        const auto wanted = bytes.first(static_cast<std::size_t>(count));
        return m_writer.take(wanted) && wanted.size() == bytes.size();
    }

    bool isCancelled() const override { return m_task.isCancelled || !m_writer.idle(); }

private:
    void noteTime()
    {
        const ChunkTask::Time now = m_clock.steady();
        if (m_task.firstByteAt.load(std::memory_order_relaxed) == ChunkTask::Time())
            m_task.firstByteAt.store(now, std::memory_order_relaxed);
        m_task.lastByteAt.store(now, std::memory_order_relaxed);
    }

    Fill &m_fill;
    ChunkTask &m_task;
    ChunkWriter &m_writer;
    const Clock &m_clock;
    std::int64_t m_position;
};

} // namespace mirrorlake::fill
