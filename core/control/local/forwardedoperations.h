// Passes everything on to the operations of the mirror that runs now; while none runs, refuses. Thread: any; a mirror
// is not destroyed while it is asked.
#pragma once

#include "control/forwardedlibrary.h"
#include "control/operations.h"

#include <mutex>

namespace mirrorlake::control {

class ForwardedOperations final : public Operations
{
public:
    /// nullptr: nobody. Waits for calls that are being passed on.
    void setTarget(Operations *target);

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
    void checkup(Then<Checkup> then) override;
    library::Library &library() override { return m_library; }

private:
    template<typename Call>
    void pass(Call call)
    {
        const std::lock_guard lock(m_mutex);
        call(m_target ? *m_target : noOperations());
    }

    std::recursive_mutex m_mutex; ///< an answer given at once may ask again
    Operations *m_target = nullptr;
    ForwardedLibrary m_library{[this](const std::function<void(library::Library &)> &call) {
        pass([&](Operations &to) { call(to.library()); });
    }};
};

} // namespace mirrorlake::control
