// Operations that pass each call on by a way that their owner gives, which calls with the real ones: at once while it
// keeps the mirror from being destroyed, or later from another thread. Thread: any.
#pragma once

#include "control/forwardedlibrary.h"
#include "control/operations.h"

namespace mirrorlake::control {

class ForwardedOperations final : public Operations
{
public:
    using Way = std::function<void(std::function<void(Operations &)>)>;

    explicit ForwardedOperations(Way way) : m_way(std::move(way)) {}

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
    void checkup(Then<Checkup> then) override;
    library::Library &library() override { return m_library; }

private:
    const Way m_way;
    ForwardedLibrary m_library{[this](std::function<void(library::Library &)> call) {
        m_way([call = std::move(call)](Operations &to) { call(to.library()); });
    }};
};

} // namespace mirrorlake::control
