#include "control/local/localoperations.h"

namespace mirrorlake::control {

void LocalOperations::listJobs(Then<JobList> then)
{
    then(m_rooms.preloader.jobs());
}

void LocalOperations::jobDetail(preload::JobId id, Then<preload::JobDetail> then)
{
    m_rooms.preloader.detail(id, std::move(then));
}

void LocalOperations::addJob(preload::JobOrder order, Then<preload::JobId> then)
{
    m_rooms.preloader.add(std::move(order), std::move(then));
}

void LocalOperations::changeJob(preload::JobId id, preload::JobChange change, Then<void> then)
{
    m_rooms.preloader.change(id, std::move(change), std::move(then));
}

void LocalOperations::commandJob(preload::JobId id, preload::JobCommand command, Then<void> then)
{
    m_rooms.preloader.command(id, command, std::move(then));
}

void LocalOperations::removeJob(preload::JobId id, Then<void> then)
{
    m_rooms.preloader.remove(id, std::move(then));
}

void LocalOperations::upkeep(UpkeepOrder order, Then<UpkeepAnswer> then)
{
    // What it does shows in the list of what is held at once.
    m_rooms.upkeep.upkeep(std::move(order), [&library = m_rooms.library, then = std::move(then)](auto answer) {
        library.changed();
        then(std::move(answer));
    });
}

void LocalOperations::verify(verify::Order order, Then<std::int64_t> then)
{
    then(m_rooms.verifier.begin(std::move(order)));
}

void LocalOperations::cancelVerification(Then<void> then)
{
    m_rooms.verifier.cancel();
    then({});
}

void LocalOperations::verification(Then<VerifyReport> then)
{
    then(m_rooms.verifier.report());
}

void LocalOperations::importFolder(adopt::Order order, Then<std::int64_t> then)
{
    then(m_rooms.adopter.begin(std::move(order)));
}

void LocalOperations::cancelImport(Then<void> then)
{
    m_rooms.adopter.cancel();
    then({});
}

void LocalOperations::importReport(Then<ImportReport> then)
{
    then(m_rooms.adopter.report());
}

} // namespace mirrorlake::control
