#include "verify/verifier.h"

#include "base/localtime.h"

namespace mirrorlake::verify {

namespace {

Report cancelled(Report report)
{
    report.phase = Phase::Over;
    report.failure = "cancelled";
    return report;
}

Result<void> checked(const Order &order)
{
    if (order.sample < 0)
        return fail(ErrorCode::BadRequest, "a sample is a number of files");
    if (order.what.empty() || sweep::BlobName::parse(order.what))
        return {};
    return sweep::Pin::parse(order.what).map([](const sweep::Pin &) {});
}

} // namespace

Verifier::Verifier(Parts parts, Options options)
    : m_parts(parts), m_options(options), m_lastTick(unixSeconds(parts.clock.wall()))
{}

Verifier::~Verifier()
{
    stop();
}

void Verifier::start()
{
    m_thread = std::thread([this] { run(); });
}

void Verifier::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
        m_next.reset();
        if (m_current)
            m_current->stop();
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void Verifier::setOptions(Options options)
{
    const std::lock_guard lock(m_mutex);
    m_options = options;
}

void Verifier::tick()
{
    const std::int64_t now = unixSeconds(m_parts.clock.wall());
    const std::lock_guard lock(m_mutex);
    const bool isDue = m_options.nightlyMinute >= 0 && hasPassed(m_options.nightlyMinute, m_lastTick, now);
    m_lastTick = now;
    if (isDue && !m_current && !m_next && !m_isStopping)
        enqueue({.what = {}, .sample = m_options.nightlyFiles, .mends = true}, true);
}

Result<std::int64_t> Verifier::begin(Order order)
{
    if (const Result<void> right = checked(order); !right)
        return fail(right.error());
    const std::lock_guard lock(m_mutex);
    if (m_isStopping)
        return fail(ErrorCode::Cancelled, "the mirror is stopping");
    const Report now = m_current ? m_current->report() : Report();
    const bool isAsked = m_next ? !m_next->isNightly : now.isRunning() && !now.isNightly;
    if (isAsked)
        return fail(ErrorCode::TooManyRequests, "files are being looked through already: cancel that, or wait for it");
    if (now.isRunning())
        m_current->stop();
    return enqueue(std::move(order), false);
}

std::int64_t Verifier::enqueue(Order order, bool isNightly)
{
    Report report;
    report.number = ++m_lastNumber;
    report.phase = Phase::Choosing;
    report.order = std::move(order);
    report.isNightly = isNightly;
    m_next = std::move(report);
    m_wake.notify_all();
    return m_lastNumber;
}

void Verifier::cancel()
{
    const std::lock_guard lock(m_mutex);
    if (m_next)
        m_last = std::make_shared<const Report>(cancelled(*std::exchange(m_next, std::nullopt)));
    else if (m_current)
        m_current->stop();
}

std::shared_ptr<const Report> Verifier::report() const
{
    const std::lock_guard lock(m_mutex);
    if (m_next)
        return std::make_shared<const Report>(*m_next);
    return m_current ? std::make_shared<const Report>(m_current->report()) : m_last;
}

void Verifier::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_isStopping) {
        if (!m_next) {
            m_wake.wait(lock);
            continue;
        }
        const BytesPerSecond limit = m_options.limit;
        const auto inspection = std::make_shared<Inspection>(m_parts, *std::exchange(m_next, std::nullopt), limit);
        m_current = inspection;
        lock.unlock();
        inspection->run();
        lock.lock();
        m_last = std::make_shared<const Report>(inspection->report());
        m_current.reset();
    }
}

} // namespace mirrorlake::verify
