// The operations of a mirror in this process: hands each to the room that does it. Thread: any; answers come from the
// rooms' threads.
#pragma once

#include "adopt/adopter.h"
#include "control/operations.h"
#include "library/locallibrary.h"
#include "preload/preloader.h"
#include "verify/verifier.h"

namespace mirrorlake::control {

class LocalOperations final : public Operations
{
public:
    /// What it hands on to; all outlive it.
    struct Rooms
    {
        preload::Preloader &preloader;
        UpkeepService &upkeep;
        verify::Verifier &verifier;
        adopt::Adopter &adopter;
        library::LocalLibrary &library;
        CheckupService &checkup;
    };

    explicit LocalOperations(Rooms rooms) : m_rooms(rooms) {}

    void listJobs(Then<JobList> then) override;
    void jobDetail(preload::JobId id, Then<preload::JobDetail> then) override;
    void addJob(preload::JobOrder order, Then<preload::JobId> then) override;
    void changeJob(preload::JobId id, preload::JobChange change, Then<void> then) override;
    void commandJob(preload::JobId id, preload::JobCommand command, Then<void> then) override;
    void removeJob(preload::JobId id, Then<void> then) override;
    void upkeep(UpkeepOrder order, Then<UpkeepAnswer> then) override;
    void verify(verify::Order order, Then<std::int64_t> then) override;
    void cancelVerification(Then<void> then) override;
    void verification(Then<VerifyReport> then) override;
    void importFolder(adopt::Order order, Then<std::int64_t> then) override;
    void cancelImport(Then<void> then) override;
    void importReport(Then<ImportReport> then) override;
    void checkup(Then<Checkup> then) override { m_rooms.checkup.checkup(std::move(then)); }
    library::Library &library() override { return m_rooms.library; }

private:
    const Rooms m_rooms;
};

} // namespace mirrorlake::control
