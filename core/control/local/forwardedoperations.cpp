#include "control/local/forwardedoperations.h"

namespace mirrorlake::control {

void ForwardedOperations::setTarget(Operations *target)
{
    const std::lock_guard lock(m_mutex);
    m_target = target;
}

void ForwardedOperations::listJobs(Then<JobList> then)
{
    pass([&](Operations &to) { to.listJobs(std::move(then)); });
}

void ForwardedOperations::jobDetail(preload::JobId id, Then<preload::JobDetail> then)
{
    pass([&](Operations &to) { to.jobDetail(id, std::move(then)); });
}

void ForwardedOperations::addJob(preload::JobOrder order, Then<preload::JobId> then)
{
    pass([&](Operations &to) { to.addJob(std::move(order), std::move(then)); });
}

void ForwardedOperations::changeJob(preload::JobId id, preload::JobChange change, Then<void> then)
{
    pass([&](Operations &to) { to.changeJob(id, std::move(change), std::move(then)); });
}

void ForwardedOperations::commandJob(preload::JobId id, preload::JobCommand command, Then<void> then)
{
    pass([&](Operations &to) { to.commandJob(id, command, std::move(then)); });
}

void ForwardedOperations::removeJob(preload::JobId id, Then<void> then)
{
    pass([&](Operations &to) { to.removeJob(id, std::move(then)); });
}

void ForwardedOperations::upkeep(UpkeepOrder order, Then<UpkeepAnswer> then)
{
    pass([&](Operations &to) { to.upkeep(std::move(order), std::move(then)); });
}

void ForwardedOperations::verify(verify::Order order, Then<std::int64_t> then)
{
    pass([&](Operations &to) { to.verify(std::move(order), std::move(then)); });
}

void ForwardedOperations::cancelVerification(Then<void> then)
{
    pass([&](Operations &to) { to.cancelVerification(std::move(then)); });
}

void ForwardedOperations::verification(Then<VerifyReport> then)
{
    pass([&](Operations &to) { to.verification(std::move(then)); });
}

void ForwardedOperations::checkup(Then<Checkup> then)
{
    pass([&](Operations &to) { to.checkup(std::move(then)); });
}

} // namespace mirrorlake::control
