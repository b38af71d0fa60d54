#include "control/forwardedoperations.h"

namespace mirrorlake::control {

void ForwardedOperations::listJobs(Then<JobList> then)
{
    m_way([then = std::move(then)](Operations &to) { to.listJobs(then); });
}

void ForwardedOperations::jobDetail(preload::JobId id, Then<preload::JobDetail> then)
{
    m_way([id, then = std::move(then)](Operations &to) { to.jobDetail(id, then); });
}

void ForwardedOperations::addJob(preload::JobOrder order, Then<preload::JobId> then)
{
    m_way([order = std::move(order), then = std::move(then)](Operations &to) { to.addJob(order, then); });
}

void ForwardedOperations::changeJob(preload::JobId id, preload::JobChange change, Then<void> then)
{
    m_way([id, change = std::move(change), then = std::move(then)](Operations &to) { to.changeJob(id, change, then); });
}

void ForwardedOperations::commandJob(preload::JobId id, preload::JobCommand command, Then<void> then)
{
    m_way([id, command, then = std::move(then)](Operations &to) { to.commandJob(id, command, then); });
}

void ForwardedOperations::removeJob(preload::JobId id, Then<void> then)
{
    m_way([id, then = std::move(then)](Operations &to) { to.removeJob(id, then); });
}

void ForwardedOperations::upkeep(UpkeepOrder order, Then<UpkeepAnswer> then)
{
    m_way([order = std::move(order), then = std::move(then)](Operations &to) { to.upkeep(order, then); });
}

void ForwardedOperations::verify(verify::Order order, Then<std::int64_t> then)
{
    m_way([order = std::move(order), then = std::move(then)](Operations &to) { to.verify(order, then); });
}

void ForwardedOperations::cancelVerification(Then<void> then)
{
    m_way([then = std::move(then)](Operations &to) { to.cancelVerification(then); });
}

void ForwardedOperations::verification(Then<VerifyReport> then)
{
    m_way([then = std::move(then)](Operations &to) { to.verification(then); });
}

void ForwardedOperations::importFolder(adopt::Order order, Then<std::int64_t> then)
{
    m_way([order = std::move(order), then = std::move(then)](Operations &to) { to.importFolder(order, then); });
}

void ForwardedOperations::cancelImport(Then<void> then)
{
    m_way([then = std::move(then)](Operations &to) { to.cancelImport(then); });
}

void ForwardedOperations::importReport(Then<ImportReport> then)
{
    m_way([then = std::move(then)](Operations &to) { to.importReport(then); });
}

void ForwardedOperations::checkup(Then<Checkup> then)
{
    m_way([then = std::move(then)](Operations &to) { to.checkup(then); });
}

} // namespace mirrorlake::control
