#include "adopt/adopter.h"

#include "base/text.h"
#include "preload/wish.h"

namespace mirrorlake::adopt {

namespace {

Result<void> checked(const Order &order)
{
    if (hasControlCharacter(order.folder) || !std::filesystem::path(order.folder).is_absolute())
        return fail(ErrorCode::BadRequest, "name the folder by its whole path on the mirror's computer");
    return order.repo.empty() ? Result<void>() : preload::parseWish(order.repo).map([](const preload::Wish &) {});
}

} // namespace

Adopter::Adopter(Parts parts, std::function<void(std::int64_t)> onTaken) : m_parts(parts), m_onTaken(std::move(onTaken))
{}

Adopter::~Adopter()
{
    stop();
}

void Adopter::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
        if (m_current)
            m_current->stop();
    }
    if (m_thread.joinable())
        m_thread.join();
}

Result<std::int64_t> Adopter::begin(Order order)
{
    if (auto right = checked(order); !right)
        return fail(right.error());
    const std::lock_guard lock(m_mutex);
    if (m_isStopping)
        return fail(ErrorCode::Cancelled, "the mirror is stopping");
    if (m_current && m_current->report().isRunning())
        return fail(ErrorCode::TooManyRequests, "a folder is being imported already: cancel that, or wait for it");
    if (m_thread.joinable())
        m_thread.join(); // it has nothing left to do
    Report report;
    report.number = ++m_lastNumber;
    report.order = std::move(order);
    m_current = std::make_shared<Adoption>(m_parts, std::move(report), m_onTaken);
    m_thread = std::thread([adoption = m_current] { adoption->run(); });
    return m_lastNumber;
}

void Adopter::cancel()
{
    const std::lock_guard lock(m_mutex);
    if (m_current)
        m_current->stop();
}

std::shared_ptr<const Report> Adopter::report() const
{
    const std::lock_guard lock(m_mutex);
    return std::make_shared<const Report>(m_current ? m_current->report() : Report());
}

} // namespace mirrorlake::adopt
