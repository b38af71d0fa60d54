// Passes the body of one chunk from upstream to its writer at the pace of the fill, and ends the exchange when the task
// is over. Thread: the worker's own.
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
    ChunkSink(Fill &fill, ChunkTask &task, ChunkWriter &writer, const FillSurroundings &surroundings)
        : m_fill(fill), m_task(task), m_writer(writer), m_clock(surroundings.clock), m_observer(surroundings.observer),
          m_position(task.begin)
    {}
    ~ChunkSink() override
    {
        if (m_pace)
            m_pace->leave();
    }
    ChunkSink(const ChunkSink &) = delete;
    ChunkSink &operator=(const ChunkSink &) = delete;

    bool begin(const upstream::Response &head) override
    {
        m_task.route = head.route;
        if (!m_pace)
            enterPace();
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
        m_observer.received(count);
        m_task.received.fetch_add(count, std::memory_order_relaxed);
        const auto wanted = bytes.first(static_cast<std::size_t>(count));
        if (!m_writer.take(wanted) || wanted.size() != bytes.size())
            return false;
        m_fill.keepPace(count, m_task);
        return true;
    }

    bool isCancelled() const override { return m_task.isCancelled || !m_writer.idle(); }

private:
    /// The time before the first byte earns nothing.
    void enterPace()
    {
        m_pace = m_fill.pace();
        if (m_pace)
            m_pace->enter();
    }

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
    FillObserver &m_observer;
    std::int64_t m_position;
    Pace m_pace; ///< when it began
};

} // namespace mirrorlake::fill
