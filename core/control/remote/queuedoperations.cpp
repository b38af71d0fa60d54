#include "control/remote/queuedoperations.h"

namespace mirrorlake::control {

void QueuedOperations::listJobs(Then<JobList> then)
{
    m_pool.start([this, then = std::move(then)] { m_to.listJobs(then); });
}

void QueuedOperations::jobDetail(preload::JobId id, Then<preload::JobDetail> then)
{
    m_pool.start([this, id, then = std::move(then)] { m_to.jobDetail(id, then); });
}

void QueuedOperations::addJob(preload::JobOrder order, Then<preload::JobId> then)
{
    m_pool.start([this, order = std::move(order), then = std::move(then)] { m_to.addJob(order, then); });
}

void QueuedOperations::changeJob(preload::JobId id, preload::JobChange change, Then<void> then)
{
    m_pool.start([this, id, change = std::move(change), then = std::move(then)] { m_to.changeJob(id, change, then); });
}

void QueuedOperations::commandJob(preload::JobId id, preload::JobCommand command, Then<void> then)
{
    m_pool.start([this, id, command, then = std::move(then)] { m_to.commandJob(id, command, then); });
}

void QueuedOperations::removeJob(preload::JobId id, Then<void> then)
{
    m_pool.start([this, id, then = std::move(then)] { m_to.removeJob(id, then); });
}

void QueuedOperations::upkeep(UpkeepOrder order, Then<UpkeepAnswer> then)
{
    m_pool.start([this, order = std::move(order), then = std::move(then)] { m_to.upkeep(order, then); });
}

void QueuedOperations::verify(verify::Order order, Then<std::int64_t> then)
{
    m_pool.start([this, order = std::move(order), then = std::move(then)] { m_to.verify(order, then); });
}

void QueuedOperations::cancelVerification(Then<void> then)
{
    m_pool.start([this, then = std::move(then)] { m_to.cancelVerification(then); });
}

void QueuedOperations::verification(Then<VerifyReport> then)
{
    m_pool.start([this, then = std::move(then)] { m_to.verification(then); });
}

void QueuedOperations::checkup(Then<Checkup> then)
{
    m_pool.start([this, then = std::move(then)] { m_to.checkup(then); });
}

} // namespace mirrorlake::control
