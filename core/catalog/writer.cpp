#include "catalog/writer.h"

#include "base/log.h"
#include "catalog/transaction.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace mirrorlake::catalog {

namespace {

constexpr auto pause = std::chrono::seconds(1);
constexpr std::size_t rowsPerCommit = 1000;
constexpr std::size_t maxWaiting = 100'000;                     ///< while writing fails
constexpr std::size_t maxWaitingBytes = std::size_t{256} << 20; ///< while writing fails

} // namespace

Writer::Writer(std::unique_ptr<Connection> connection, Hooks hooks)
    : m_connection(std::move(connection)), m_hooks(std::move(hooks)), m_thread([this] { work(); })
{}

Writer::~Writer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

std::uint64_t Writer::put(Job job, std::size_t bytes)
{
    const std::lock_guard lock(m_mutex);
    m_waiting.push_back({std::move(job), bytes});
    m_waitingBytes += bytes;
    if (m_waiting.size() == rowsPerCommit)
        m_wake.notify_one();
    return m_firstSequence + m_waiting.size() - 1;
}

Result<void> Writer::flush()
{
    std::unique_lock lock(m_mutex);
    const auto ticket = ++m_flushWanted;
    m_wake.notify_one();
    m_flushed.wait(lock, [&] { return m_flushDone >= ticket; });
    return m_flushResult;
}

void Writer::work()
{
    for (bool isLast = false; !isLast;) {
        std::uint64_t ticket = 0;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, pause, [this] {
                const bool isFull = m_waiting.size() >= rowsPerCommit && !m_isFailing;
                return m_isStopping || m_flushWanted > m_flushDone || isFull;
            });
            isLast = m_isStopping;
            ticket = m_flushWanted;
        }
        const auto result = writeAll();
        noteResult(result);
        const std::lock_guard lock(m_mutex);
        m_flushResult = result;
        m_flushDone = ticket;
        m_flushed.notify_all();
    }
    if (const auto left = waiting(); left > 0)
        log::error("catalog", "{} rows of the catalogue could not be written and are lost", left);
}

/// What is put while this runs waits for the next turn, so that a flush ends however much is put meanwhile.
Result<void> Writer::writeAll()
{
    m_hooks.beforeCommit(*this);
    for (auto left = waiting(); left > 0;) {
        const auto count = std::min(left, rowsPerCommit);
        if (auto written = writeSome(count); !written)
            return written;
        removeFirst(count);
        left -= count;
    }
    return {};
}

Result<void> Writer::writeSome(std::size_t count)
{
    std::vector<const Job *> jobs;
    {
        const std::lock_guard lock(m_mutex);
        jobs.reserve(count);
        for (std::size_t i = 0; i < count; ++i)
            jobs.push_back(&m_waiting[i].job); // putting more moves no job
    }
    Transaction transaction(*m_connection);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (const auto *job : jobs) {
        auto done = (*job)(*m_connection);
        if (done)
            continue;
        if (m_connection->trouble() != Trouble::Refused)
            return done;
        log::error("catalog", "a row cannot be stored: {}", done.error().message);
    }
    return transaction.commit();
}

std::size_t Writer::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return m_waiting.size();
}

void Writer::removeFirst(std::size_t count)
{
    std::vector<Waiting> done; // destroyed without the lock: a job may hold the last reference to a large tree
    std::uint64_t sequence = 0;
    {
        const std::lock_guard lock(m_mutex);
        const auto end = m_waiting.begin() + static_cast<std::ptrdiff_t>(count);
        done.assign(std::make_move_iterator(m_waiting.begin()), std::make_move_iterator(end));
        m_waiting.erase(m_waiting.begin(), end);
        for (const auto &job : done)
            m_waitingBytes -= job.bytes;
        m_firstSequence += count;
        sequence = m_firstSequence - 1;
    }
    m_hooks.committed(sequence);
}

void Writer::noteResult(const Result<void> &result)
{
    if (result) {
        if (m_isFailing)
            log::info("catalog", "the catalogue can be written again");
        m_isFailing = false;
        return;
    }
    if (m_connection->trouble() == Trouble::Damaged)
        m_hooks.foundDamage();
    if (!m_isFailing)
        log::warning("catalog", "the catalogue cannot be written, trying again every second: {}",
                     result.error().message);
    m_isFailing = true;
    letOldestGo();
}

void Writer::letOldestGo()
{
    std::size_t count = 0;
    {
        const std::lock_guard lock(m_mutex);
        auto bytes = m_waitingBytes;
        while (count < m_waiting.size() && (m_waiting.size() - count > maxWaiting || bytes > maxWaitingBytes))
            bytes -= m_waiting[count++].bytes;
    }
    if (count == 0)
        return;
    log::warning("catalog", "{} rows that could not be written are let go", count);
    removeFirst(count);
}

} // namespace mirrorlake::catalog
