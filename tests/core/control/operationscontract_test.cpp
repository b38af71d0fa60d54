// What holds of the operations of every Control: jobs, upkeep, verification, library, checkup; tested with both kinds.
#include <QTest>

#include "core/control/contractfixture.h"

using namespace mirrorlake;
using namespace mirrorlake::control;
using namespace std::chrono_literals;

class OperationsContractTest : public ContractFixture
{
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { end(); }
    void jobsAreDriven_data() { bothKinds(); }
    void jobsAreDriven();
    void detailsOfAJobComeWhole_data() { bothKinds(); }
    void detailsOfAJobComeWhole();
    void refusalsKeepTheirReason_data() { bothKinds(); }
    void refusalsKeepTheirReason();
    void answersOfUpkeepComeWhole_data() { bothKinds(); }
    void answersOfUpkeepComeWhole();
    void verificationIsDriven_data() { bothKinds(); }
    void verificationIsDriven();
    void importIsDriven_data() { bothKinds(); }
    void importIsDriven();
    void theLibraryAndTheDoctorAnswer_data() { bothKinds(); }
    void theLibraryAndTheDoctorAnswer();
};

void OperationsContractTest::jobsAreDriven()
{
    Control *control = serving();
    QVERIFY(control);
    Operations &operations = control->operations();
    const preload::JobOrder order{.repo = *RepoKey::parse("hf:models/org/name"), .revision = *Revision::parse("main")};
    const auto id = answerOf<preload::JobId>([&](auto then) { operations.addJob(order, then); });
    QVERIFY(id);
    QVERIFY(answerOf<void>([&](auto then) { operations.changeJob(*id, {.priority = 5}, then); }));
    QVERIFY(answerOf<void>([&](auto then) { operations.commandJob(*id, preload::JobCommand::Pause, then); }));
    const auto jobs = answerOf<JobList>([&](auto then) { operations.listJobs(then); });
    QVERIFY(jobs);
    QCOMPARE((*jobs)->size(), 1u);
    QCOMPARE((*jobs)->front().priority, 5);
    QCOMPARE((*jobs)->front().state, preload::JobState::Paused);
    QVERIFY(answerOf<void>([&](auto then) { operations.removeJob(*id, then); }));
    QVERIFY((*answerOf<JobList>([&](auto then) { operations.listJobs(then); }))->empty());
}

void OperationsContractTest::detailsOfAJobComeWhole()
{
    Control *control = serving();
    QVERIFY(control);
    Operations &operations = control->operations();
    const auto detail = answerOf<preload::JobDetail>([&](auto then) { operations.jobDetail(1, then); });
    QVERIFY(detail);
    QVERIFY(*detail == wholeDetail());
    const auto unknown = answerOf<preload::JobDetail>([&](auto then) { operations.jobDetail(77, then); });
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, ErrorCode::EntryNotFound);
}

void OperationsContractTest::refusalsKeepTheirReason()
{
    Control *control = serving();
    QVERIFY(control);
    const auto removed = answerOf<void>([&](auto then) { control->operations().removeJob(77, then); });
    QVERIFY(!removed);
    QCOMPARE(removed.error().code, ErrorCode::EntryNotFound);
    QCOMPARE(removed.error().message, std::string("there is no such job"));
    const auto restored =
        answerOf<UpkeepAnswer>([&](auto then) { control->operations().upkeep({.verb = UpkeepVerb::Restore}, then); });
    QVERIFY(!restored);
    QCOMPARE(restored.error().code, ErrorCode::EntryNotFound);
}

void OperationsContractTest::answersOfUpkeepComeWhole()
{
    Control *control = serving();
    QVERIFY(control);
    const auto answer = answerOf<UpkeepAnswer>([&](auto then) {
        control->operations().upkeep({.verb = UpkeepVerb::Requests, .text = "2026-11", .since = 41}, then);
    });
    QVERIFY(answer);
    QCOMPARE(answer->count, 41);
    QCOMPARE(answer->requests.at(0).number, 42);
    QCOMPARE(answer->requests.at(0).path, std::string("模型.bin"));
    QVERIFY(answer->requests.at(0).range == (ByteRange{5, 9}));
    QCOMPARE(answer->requests.at(0).outcome, Outcome::Joined);
    QVERIFY((answer->rows.at(0) == catalog::DayRow{"2026-11", "2026-11", 100, 40, 3, 2, 1}));
    QCOMPARE(answer->rates.at(0).fromUpstream, 2.5);
}

void OperationsContractTest::verificationIsDriven()
{
    Control *control = serving();
    QVERIFY(control);
    Operations &operations = control->operations();
    const auto begin = [&] {
        return answerOf<std::int64_t>(
            [&](auto then) { operations.verify({.what = "org/name", .sample = 3, .mends = true}, then); });
    };
    const auto report = [&] { return answerOf<VerifyReport>([&](auto then) { operations.verification(then); }); };
    QCOMPARE(begin().value_or(0), 1);
    QCOMPARE(begin().error().code, ErrorCode::TooManyRequests);
    const auto running = report();
    QVERIFY(running && (*running)->isRunning());
    QCOMPARE((*running)->order.what, std::string("org/name"));
    QCOMPARE((*running)->order.sample, 3);
    QVERIFY((*running)->order.mends);
    QVERIFY(answerOf<void>([&](auto then) { operations.cancelVerification(then); }));
    const auto ended = report();
    QVERIFY(ended);
    QCOMPARE((*ended)->failure, std::string("cancelled"));
    QCOMPARE((*ended)->listed.at(0).path, std::string("模型.bin"));
}

void OperationsContractTest::importIsDriven()
{
    Control *control = serving();
    QVERIFY(control);
    Operations &operations = control->operations();
    const adopt::Order order{"/data/模型", "datasets/org/name@v1", false, true};
    const auto begin = [&] {
        return answerOf<std::int64_t>([&](auto then) { operations.importFolder(order, then); });
    };
    const auto report = [&] { return answerOf<ImportReport>([&](auto then) { operations.importReport(then); }); };
    QCOMPARE(begin().value_or(0), 1);
    QCOMPARE(begin().error().code, ErrorCode::TooManyRequests);
    adopt::Report expected;
    expected.number = 1;
    expected.phase = adopt::Phase::Taking;
    expected.order = order;
    expected.found = {{"datasets/org/name", std::string(40, 'c'), 2, 70, true}};
    expected.refusals = {{"org/name", "模型.bin", {"other bytes", ErrorCode::HashMismatch}}};
    expected.takenBytes = 70;
    const auto running = report();
    QVERIFY(running && **running == expected);
    QVERIFY(answerOf<void>([&](auto then) { operations.cancelImport(then); }));
    const auto ended = report();
    QVERIFY(ended && !(*ended)->isRunning());
    QCOMPARE((*ended)->failure.code, std::optional(ErrorCode::Cancelled));
}

void OperationsContractTest::theLibraryAndTheDoctorAnswer()
{
    Control *control = serving();
    QVERIFY(control);
    Operations &operations = control->operations();
    library::SearchQuestion question;
    question.type = RepoType::Dataset;
    question.text = "数据 & more";
    const auto found = answerOf<library::SearchAnswer>([&](auto then) { operations.library().search(question, then); });
    QVERIFY(found && found->repos.size() == 1 && found->reach == library::Reach::Offline);
    QCOMPARE(found->repos[0].tags.at(0), question.text);
    QVERIFY(found->repos[0].repo.type == RepoType::Dataset);
    library::CardQuestion asked{*RepoKey::parse("hf:models/org/name"), "refs/pr/1"};
    const auto card = answerOf<library::Card>([&](auto then) { operations.library().card(asked, then); });
    QVERIFY(card && card->repo.repo == asked.repo && card->revision == "refs/pr/1");
    asked.revision = "v9";
    const auto refused = answerOf<library::Card>([&](auto then) { operations.library().card(asked, then); });
    QVERIFY(!refused && refused.error().code == ErrorCode::RevisionNotFound);
    library::HeldQuestion page;
    page.offset = 3;
    const auto held = answerOf<library::HeldPage>([&](auto then) { operations.library().held(page, then); });
    QVERIFY(held && held->count == 3);
    const auto places = answerOf<library::FindAnswer>([&](auto then) { operations.library().find("a+b c", then); });
    QVERIFY(places && places->strayBlob == "a+b c");
    const auto checkup = answerOf<Checkup>([&](auto then) { operations.checkup(then); });
    QVERIFY(checkup && checkup->at == 7 && checkup->worst() == Health::Amber);
    QVERIFY(checkup->findings == (std::vector<Finding>{{"clock-off", {"hub.example", "60"}}}));
}

QTEST_GUILESS_MAIN(OperationsContractTest)
#include "operationscontract_test.moc"
