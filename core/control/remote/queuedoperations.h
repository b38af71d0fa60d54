// Operations that answer before they return, made into such that return at once: each call goes to a thread of a small
// pool. Thread: any; answers come from the pool.
#pragma once

#include "control/forwardedlibrary.h"
#include "control/operations.h"

#include <QtCore/QThreadPool>

namespace mirrorlake::control {

class QueuedOperations final : public Operations
{
public:
    /// Both outlive it; whoever destroys them waits for the pool first.
    QueuedOperations(Operations &to, QThreadPool &pool) : m_to(to), m_pool(pool) {}

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
    Operations &m_to;
    QThreadPool &m_pool;
    ForwardedLibrary m_library{[this](std::function<void(library::Library &)> call) {
        m_pool.start([this, call = std::move(call)] { call(m_to.library()); });
    }};
};

} // namespace mirrorlake::control
