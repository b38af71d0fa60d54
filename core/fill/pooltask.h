// Work for a QThreadPool. What it was made with is published to the thread that runs it by an atomic of our own, so
// that ThreadSanitizer, which cannot look into Qt's locks, sees it too.
#pragma once

#include <QRunnable>

#include <atomic>
#include <functional>

namespace mirrorlake::fill {

class PoolTask final : public QRunnable
{
public:
    explicit PoolTask(std::function<void()> work) : m_work(std::move(work))
    {
        m_isReady.store(true, std::memory_order_release);
    }

    void run() override
    {
        if (m_isReady.load(std::memory_order_acquire))
            m_work();
    }

private:
    std::function<void()> m_work;
    std::atomic<bool> m_isReady{false};
};

} // namespace mirrorlake::fill
