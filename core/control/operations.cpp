#include "control/operations.h"

namespace mirrorlake::control {

namespace {

template<typename T>
void refuse(const Then<T> &then)
{
    then(fail(ErrorCode::Cancelled, "the mirror is not running"));
}

class NoLibrary final : public library::Library
{
public:
    void search(library::SearchQuestion, Then<library::SearchAnswer> then) override
    {
        refuse<library::SearchAnswer>(then);
    }
    void card(library::CardQuestion, Then<library::Card> then) override { refuse<library::Card>(then); }
    void held(library::HeldQuestion, Then<library::HeldPage> then) override { refuse<library::HeldPage>(then); }
    void find(std::string, Then<library::FindAnswer> then) override { refuse<library::FindAnswer>(then); }
};

class NoOperations final : public Operations
{
public:
    void listJobs(Then<JobList> then) override { refuse(then); }
    void jobDetail(preload::JobId, Then<preload::JobDetail> then) override { refuse(then); }
    void addJob(preload::JobOrder, Then<preload::JobId> then) override { refuse(then); }
    void changeJob(preload::JobId, preload::JobChange, Then<void> then) override { refuse(then); }
    void commandJob(preload::JobId, preload::JobCommand, Then<void> then) override { refuse(then); }
    void removeJob(preload::JobId, Then<void> then) override { refuse(then); }
    void upkeep(UpkeepOrder, Then<UpkeepAnswer> then) override { refuse(then); }
    void verify(verify::Order, Then<std::int64_t> then) override { refuse(then); }
    void cancelVerification(Then<void> then) override { refuse(then); }
    void verification(Then<VerifyReport> then) override { refuse(then); }
    void importFolder(adopt::Order, Then<std::int64_t> then) override { refuse(then); }
    void cancelImport(Then<void> then) override { refuse(then); }
    void importReport(Then<ImportReport> then) override { refuse(then); }

    void checkup(Then<Checkup> then) override { refuse<Checkup>(then); }
    library::Library &library() override { return m_library; }

private:
    NoLibrary m_library;
};

} // namespace

Operations &noOperations()
{
    static NoOperations none;
    return none;
}

} // namespace mirrorlake::control
