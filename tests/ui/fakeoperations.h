// Remembers what was asked of the mirror, and answers at once: with the fault if there is one. Thread: GUI.
#pragma once

#include "control/operations.h"
#include "ui/fakelibrary.h"

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace mirrorlake::test {

class FakeOperations final : public control::Operations
{
public:
    std::optional<Error> fault;
    std::vector<preload::JobOrder> orders;
    std::vector<std::pair<preload::JobId, preload::JobChange>> changes;
    std::vector<std::pair<preload::JobId, preload::JobCommand>> commands;
    std::vector<preload::JobId> removed;
    FakeLibrary shelf;
    std::vector<control::UpkeepOrder> upkeepOrders;
    std::function<control::UpkeepAnswer(const control::UpkeepOrder &)> upkeepAnswer; ///< nothing: an empty one
    std::vector<verify::Order> verifications;
    int cancelled = 0;
    verify::Report report; ///< what verification() tells
    std::vector<adopt::Order> imports;
    int importsCancelled = 0;
    adopt::Report imported; ///< what importReport() tells

    void listJobs(control::Then<control::JobList> then) override
    {
        then(std::make_shared<const std::vector<preload::Job>>());
    }
    std::vector<preload::JobId> lookedAt; ///< jobDetail() was asked of these
    std::function<void(preload::JobId, control::Then<preload::JobDetail>)>
        jobDetails; ///< nothing: there is no such job
    void jobDetail(preload::JobId id, control::Then<preload::JobDetail> then) override
    {
        lookedAt.push_back(id);
        jobDetails ? jobDetails(id, std::move(then)) : then(fail(ErrorCode::EntryNotFound, "there is no such job"));
    }
    void addJob(preload::JobOrder order, control::Then<preload::JobId> then) override
    {
        orders.push_back(std::move(order));
        if (fault)
            then(fail(*fault));
        else
            then(preload::JobId(orders.size()));
    }
    void changeJob(preload::JobId id, preload::JobChange change, control::Then<void> then) override
    {
        changes.emplace_back(id, std::move(change));
        answer(then);
    }
    void commandJob(preload::JobId id, preload::JobCommand command, control::Then<void> then) override
    {
        commands.emplace_back(id, command);
        answer(then);
    }
    void removeJob(preload::JobId id, control::Then<void> then) override
    {
        removed.push_back(id);
        answer(then);
    }
    void upkeep(control::UpkeepOrder order, control::Then<control::UpkeepAnswer> then) override
    {
        upkeepOrders.push_back(order);
        if (fault)
            then(fail(*fault));
        else
            then(upkeepAnswer ? upkeepAnswer(order) : control::UpkeepAnswer());
    }
    void verify(verify::Order order, control::Then<std::int64_t> then) override
    {
        verifications.push_back(std::move(order));
        then(fault ? Result<std::int64_t>(fail(*fault)) : Result<std::int64_t>(std::int64_t(verifications.size())));
    }
    void cancelVerification(control::Then<void> then) override
    {
        ++cancelled;
        answer(then);
    }
    void verification(control::Then<control::VerifyReport> then) override
    {
        then(std::make_shared<const verify::Report>(report));
    }

    void importFolder(adopt::Order order, control::Then<std::int64_t> then) override
    {
        imports.push_back(std::move(order));
        then(fault ? Result<std::int64_t>(fail(*fault)) : Result<std::int64_t>(std::int64_t(imports.size())));
    }
    void cancelImport(control::Then<void> then) override
    {
        ++importsCancelled;
        answer(then);
    }
    void importReport(control::Then<control::ImportReport> then) override
    {
        then(std::make_shared<const adopt::Report>(imported));
    }

    std::optional<control::Checkup> nextCheckup; ///< what checkup() answers, if anything
    void checkup(control::Then<control::Checkup> then) override
    {
        nextCheckup ? then(*nextCheckup) : control::noOperations().checkup(then);
    }
    library::Library &library() override { return shelf; }

private:
    void answer(const control::Then<void> &then) const { then(fault ? Result<void>(fail(*fault)) : Result<void>()); }
};

} // namespace mirrorlake::test
