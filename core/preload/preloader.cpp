#include "preload/preloader.h"

#include "base/log.h"
#include "preload/scheduler.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace mirrorlake::preload {

class Preloader::Impl
{
public:
    /// Tasks for the thread. Whoever posts may outlive the preloader, as a fill's last wake does.
    class Mailbox
    {
    public:
        /// False when it is closed; the task is then dropped.
        bool post(Scheduler::Task task)
        {
            {
                const std::lock_guard lock(m_mutex);
                if (m_isClosed)
                    return false;
                m_tasks.push_back(std::move(task));
            }
            m_wake.notify_all();
            return true;
        }

        void close()
        {
            {
                const std::lock_guard lock(m_mutex);
                m_isClosed = true;
            }
            m_wake.notify_all();
        }

        /// Waits this long at most. Nothing when it is closed and empty.
        std::optional<std::deque<Scheduler::Task>> take(std::chrono::milliseconds most)
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, most, [this] { return m_isClosed || !m_tasks.empty(); });
            if (m_isClosed && m_tasks.empty())
                return std::nullopt;
            return std::exchange(m_tasks, {});
        }

    private:
        std::mutex m_mutex;
        std::condition_variable m_wake;
        std::deque<Scheduler::Task> m_tasks;
        bool m_isClosed = false;
    };

    Impl(PreloadOptions options, const PreloadParts &parts)
        : m_parts(parts),
          m_scheduler(parts, [mailbox = m_mailbox](Scheduler::Task task) { mailbox->post(std::move(task)); }),
          m_options(std::move(options)), m_jobs(std::make_shared<const std::vector<Job>>(m_scheduler.jobs())),
          m_thread([this] { run(); })
    {}

    ~Impl() { stop(); }

    void stop()
    {
        m_mailbox->close();
        if (m_thread.joinable())
            m_thread.join();
    }

    Jobs jobs() const
    {
        const std::lock_guard lock(m_mutex);
        return m_jobs;
    }

    void setOptions(PreloadOptions options)
    {
        const std::lock_guard lock(m_mutex);
        m_options = std::move(options);
    }

    void setHold(std::optional<std::string> reason)
    {
        const std::lock_guard lock(m_mutex);
        m_hold = std::move(reason);
    }

    /// Does it on the thread, then answers. What is answered well is on disk.
    template<typename T>
    void ask(std::function<Result<T>(Scheduler &)> what, Then<T> then)
    {
        const bool isTaken = m_mailbox->post([this, what = std::move(what), then] {
            Result<T> result = what(m_scheduler);
            tick();
            if (result) {
                if (auto flushed = m_parts.catalog.flush(); !flushed)
                    result = fail(flushed.error());
            }
            then(std::move(result));
        });
        if (!isTaken)
            then(fail(ErrorCode::Cancelled, "the mirror is stopping"));
    }

    /// Answers from the thread, and changes nothing.
    void look(JobId id, Then<JobDetail> then)
    {
        if (!m_mailbox->post([this, id, then] { then(m_scheduler.detail(id)); }))
            then(fail(ErrorCode::Cancelled, "the mirror is stopping"));
    }

private:
    void run()
    {
        bool wantsMore = true;
        while (true) {
            const auto pace = wantsMore ? std::chrono::milliseconds(10) : optionsNow().tick;
            auto tasks = m_mailbox->take(pace);
            if (!tasks)
                break;
            for (const Scheduler::Task &task : *tasks)
                task();
            wantsMore = tick();
        }
        m_scheduler.suspend();
        publish();
    }

    bool tick()
    {
        std::optional<std::string> hold;
        {
            const std::lock_guard lock(m_mutex);
            hold = m_hold;
        }
        const bool wantsMore = m_scheduler.tick(optionsNow(), hold);
        publish();
        return wantsMore;
    }

    PreloadOptions optionsNow() const
    {
        const std::lock_guard lock(m_mutex);
        return m_options;
    }

    void publish()
    {
        if (*jobs() == m_scheduler.jobs())
            return;
        auto next = std::make_shared<const std::vector<Job>>(m_scheduler.jobs());
        const std::lock_guard lock(m_mutex);
        m_jobs = std::move(next);
    }

    const PreloadParts m_parts;
    const std::shared_ptr<Mailbox> m_mailbox = std::make_shared<Mailbox>();
    Scheduler m_scheduler; ///< the thread's own

    mutable std::mutex m_mutex; ///< guards the three below
    PreloadOptions m_options;
    std::optional<std::string> m_hold;
    Jobs m_jobs;

    std::thread m_thread; // depends on: all above
};

Preloader::Preloader(PreloadOptions options, PreloadParts parts)
    : m_impl(std::make_unique<Impl>(std::move(options), parts))
{}

Preloader::~Preloader() = default;

Preloader::Jobs Preloader::jobs() const
{
    return m_impl->jobs();
}

void Preloader::detail(JobId id, Then<JobDetail> then)
{
    m_impl->look(id, std::move(then));
}

void Preloader::setOptions(PreloadOptions options)
{
    m_impl->setOptions(std::move(options));
}

void Preloader::setHold(std::optional<std::string> reason)
{
    m_impl->setHold(std::move(reason));
}

void Preloader::add(JobOrder order, Then<JobId> then)
{
    m_impl->ask<JobId>([order = std::move(order)](Scheduler &scheduler) { return scheduler.add(order); },
                       std::move(then));
}

void Preloader::change(JobId id, JobChange change, Then<void> then)
{
    m_impl->ask<void>([id, change = std::move(change)](Scheduler &scheduler) { return scheduler.change(id, change); },
                      std::move(then));
}

void Preloader::command(JobId id, JobCommand command, Then<void> then)
{
    m_impl->ask<void>([id, command](Scheduler &scheduler) { return scheduler.command(id, command); }, std::move(then));
}

void Preloader::remove(JobId id, Then<void> then)
{
    m_impl->ask<void>([id](Scheduler &scheduler) { return scheduler.remove(id); }, std::move(then));
}

void Preloader::stop()
{
    m_impl->stop();
}

} // namespace mirrorlake::preload
