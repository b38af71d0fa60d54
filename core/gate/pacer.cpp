#include "gate/pacer.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <queue>
#include <vector>

namespace mirrorlake::gate {

namespace {

constexpr std::chrono::milliseconds longestSleep{250}; ///< after which a changed limit is noticed
constexpr std::chrono::milliseconds shortestSleep{4};

} // namespace

class Pacer::Queue
{
public:
    explicit Queue(const Clock &clock) : clock(clock) {}

    struct Entry
    {
        Clock::Steady due;
        Check check;
        bool operator<(const Entry &other) const { return due > other.due; }
    };

    void run();

    const Clock &clock;
    std::mutex mutex;
    std::condition_variable wake;
    std::priority_queue<Entry> entries;
    std::atomic<bool> isStopping{false}; ///< set with the mutex held; after that the clock may be gone

private:
    std::vector<Entry> takeDue();
};

Pacer::Pacer(const Clock &clock) : m_queue(std::make_shared<Queue>(clock)) {}

Pacer::~Pacer()
{
    {
        const std::lock_guard lock(m_queue->mutex);
        m_queue->isStopping = true;
    }
    m_queue->wake.notify_all();
    if (!m_thread.joinable())
        return;
    if (m_thread.get_id() == std::this_thread::get_id())
        m_thread.detach();
    else
        m_thread.join();
}

void Pacer::wait(std::chrono::nanoseconds time, Check check)
{
    const auto due = m_queue->clock.steady() + std::min<std::chrono::nanoseconds>(time, longestSleep);
    bool isEarliest = false;
    {
        const std::lock_guard lock(m_queue->mutex);
        isEarliest = m_queue->entries.empty() || due < m_queue->entries.top().due;
        m_queue->entries.push({due, std::move(check)});
        if (!m_thread.joinable())
            m_thread = std::thread([queue = m_queue] { queue->run(); });
    }
    if (isEarliest)
        m_queue->wake.notify_one();
}

void Pacer::Queue::run()
{
    std::unique_lock lock(mutex);
    while (!isStopping) {
        if (entries.empty()) {
            wake.wait(lock);
            continue;
        }
        if (const auto left = entries.top().due - clock.steady(); left.count() > 0) {
            wake.wait_for(lock, std::clamp<std::chrono::nanoseconds>(left, shortestSleep, longestSleep));
            continue;
        }
        std::vector<Entry> due = takeDue();
        lock.unlock();
        std::erase_if(due, [this](Entry &entry) {
            if (isStopping)
                return true;
            const auto now = clock.steady();
            const auto left = entry.check(); // may be the end of the pacer, and of the clock
            entry.due = now + std::min<std::chrono::nanoseconds>(left, longestSleep);
            return left.count() <= 0;
        });
        lock.lock();
        for (Entry &entry : due)
            entries.push(std::move(entry));
    }
}

std::vector<Pacer::Queue::Entry> Pacer::Queue::takeDue()
{
    std::vector<Entry> due;
    const auto now = clock.steady();
    while (!entries.empty() && entries.top().due <= now) {
        due.push_back(entries.top());
        entries.pop();
    }
    return due;
}

} // namespace mirrorlake::gate
