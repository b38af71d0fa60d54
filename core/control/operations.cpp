#include "control/operations.h"

namespace mirrorlake::control {

namespace {

class NoOperations final : public Operations
{
public:
    void listJobs(Then<JobList> then) override { refuse(then); }
    void addJob(preload::JobOrder, Then<preload::JobId> then) override { refuse(then); }
    void changeJob(preload::JobId, preload::JobChange, Then<void> then) override { refuse(then); }
    void commandJob(preload::JobId, preload::JobCommand, Then<void> then) override { refuse(then); }
    void removeJob(preload::JobId, Then<void> then) override { refuse(then); }
    void upkeep(UpkeepOrder, Then<UpkeepAnswer> then) override { refuse(then); }
    void verify(verify::Order, Then<std::int64_t> then) override { refuse(then); }
    void cancelVerification(Then<void> then) override { refuse(then); }
    void verification(Then<VerifyReport> then) override { refuse(then); }

private:
    template<typename T>
    static void refuse(const Then<T> &then)
    {
        then(fail(ErrorCode::Cancelled, "the mirror is not running"));
    }
};

} // namespace

Operations &noOperations()
{
    static NoOperations none;
    return none;
}

} // namespace mirrorlake::control
