// What holds of every Control, whether the mirror runs in this process or is driven over HTTP. The mirror is a scripted
// one behind a real server; each promise is tested with both.
#include <QTest>

#include "control/adminservice.h"
#include "control/importsettings.h"
#include "control/localcontrol.h"
#include "control/remote/remotecontrol.h"
#include "serve/server.h"

#include <QtCore/QTemporaryDir>

#include <mutex>
#include <set>

using namespace mirrorlake;
using namespace mirrorlake::control;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 30s;
const std::string token(64, 'a');

/// One answer that may come on any thread.
template<typename T>
class Answer
{
public:
    Then<T> then()
    {
        return [state = m_state](Result<T> result) {
            const std::lock_guard lock(state->mutex);
            ++state->count;
            state->result = std::move(result);
            state->wake.notify_all();
        };
    }
    Result<T> wait() const
    {
        std::unique_lock lock(m_state->mutex);
        if (!m_state->wake.wait_for(lock, patience, [this] { return m_state->count > 0; }))
            return fail(ErrorCode::Internal, "no answer came");
        return *m_state->result;
    }

private:
    struct State
    {
        std::mutex mutex;
        std::condition_variable wake;
        std::optional<Result<T>> result;
        int count = 0;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

/// No member is as by default.
preload::JobDetail wholeDetail()
{
    return {.id = 1,
            .files = {{"模型.bin", 100, 40, preload::FileState::Active, 1.5, {"try again", ErrorCode::UpstreamTimeout}},
                      {"b", 7, 0, preload::FileState::Failed, 0, {"gone", {}}}},
            .fileCount = 9,
            .parts = {{"模型.bin", 100, 3, 2, {16, "hr5x-"}}},
            .sources = {{"https://hub.example", 40, 2.5}},
            .rates = {{1'700'000'000'500, 1.5}},
            .lines = {{1'700'000'000, log::Level::Error, "failed: 没有"}}};
}

/// A queue of jobs in memory and answers that are known.
class ScriptedOperations final : public Operations
{
public:
    void listJobs(Then<JobList> then) override
    {
        const std::lock_guard lock(m_mutex);
        then(std::make_shared<const std::vector<preload::Job>>(m_jobs));
    }
    void jobDetail(preload::JobId id, Then<preload::JobDetail> then) override
    {
        if (id != 1)
            return then(fail(ErrorCode::EntryNotFound, "there is no such job"));
        then(wholeDetail());
    }
    void addJob(preload::JobOrder order, Then<preload::JobId> then) override
    {
        const std::lock_guard lock(m_mutex);
        preload::Job job{
            .id = static_cast<preload::JobId>(m_jobs.size() + 1), .repo = order.repo, .revision = order.revision};
        job.priority = order.priority;
        m_jobs.push_back(job);
        then(job.id);
    }
    void changeJob(preload::JobId id, preload::JobChange change, Then<void> then) override
    {
        withJob(id, then, [&](preload::Job &job) { job.priority = change.priority.value_or(job.priority); });
    }
    void commandJob(preload::JobId id, preload::JobCommand command, Then<void> then) override
    {
        withJob(id, then, [&](preload::Job &job) {
            job.state = command == preload::JobCommand::Pause ? preload::JobState::Paused : preload::JobState::Queued;
        });
    }
    void removeJob(preload::JobId id, Then<void> then) override
    {
        withJob(id, then, [&](const preload::Job &job) {
            std::erase_if(m_jobs, [id = job.id](const preload::Job &one) { return one.id == id; });
        });
    }
    void upkeep(UpkeepOrder order, Then<UpkeepAnswer> then) override
    {
        if (order.verb == UpkeepVerb::Restore)
            return then(fail(ErrorCode::EntryNotFound, "that blob is not in the trash"));
        UpkeepAnswer answer;
        answer.count = order.since;
        meter::RequestRecord request;
        request.number = order.since + 1;
        request.client = "192.168.1.7";
        request.repo = "hf:models/org/name";
        request.path = "模型.bin";
        request.range = {5, 9};
        request.outcome = Outcome::Joined;
        answer.requests = {request};
        answer.rows = {{"2026-11", order.text, 100, 40, 3, 2, 1}};
        answer.rates = {{1'700'000'000'500, 1.5, 2.5}};
        then(std::move(answer));
    }
    void verify(verify::Order order, Then<std::int64_t> then) override
    {
        const std::lock_guard lock(m_mutex);
        if (m_look.isRunning())
            return then(fail(ErrorCode::TooManyRequests, "one goes on"));
        ++m_look.number;
        m_look.phase = verify::Phase::Reading;
        m_look.order = std::move(order);
        then(m_look.number);
    }
    void cancelVerification(Then<void> then) override
    {
        const std::lock_guard lock(m_mutex);
        m_look.phase = verify::Phase::Over;
        m_look.failure = "cancelled";
        m_look.listed = {{*BlobHash::parse(std::string(64, 'a')), 5, "org/name", "模型.bin"}};
        then({});
    }
    void verification(Then<VerifyReport> then) override
    {
        const std::lock_guard lock(m_mutex);
        then(std::make_shared<const verify::Report>(m_look));
    }

    void checkup(Then<Checkup> then) override { then(Checkup{{{"clock-off", {"hub.example", "60"}}}, 7}); }
    library::Library &library() override { return m_library; }

private:
    /// Answers with what it was asked.
    class EchoLibrary final : public library::Library
    {
    public:
        void search(library::SearchQuestion question, Then<library::SearchAnswer> then) override
        {
            library::FoundRepo repo{{question.type, *RepoId::parse("org/name")}};
            repo.tags = {question.text};
            then(library::SearchAnswer{{std::move(repo)}, "next", library::Reach::Offline, "because"});
        }
        void card(library::CardQuestion question, Then<library::Card> then) override
        {
            if (question.revision == "v9")
                return then(fail(ErrorCode::RevisionNotFound, "there is no such revision"));
            then(library::Card{{question.repo}, question.revision});
        }
        void held(library::HeldQuestion question, Then<library::HeldPage> then) override
        {
            library::HeldPage page;
            page.count = static_cast<std::int64_t>(question.offset);
            then(std::move(page));
        }
        void find(std::string what, Then<library::FindAnswer> then) override
        {
            library::FindAnswer answer;
            answer.strayBlob = std::move(what);
            then(std::move(answer));
        }
    };

    template<typename Change>
    void withJob(preload::JobId id, const Then<void> &then, Change change)
    {
        const std::lock_guard lock(m_mutex);
        const auto job = std::ranges::find(m_jobs, id, &preload::Job::id);
        if (job == m_jobs.end())
            return then(fail(ErrorCode::EntryNotFound, "there is no such job"));
        change(*job);
        then({});
    }

    std::mutex m_mutex;
    std::vector<preload::Job> m_jobs;
    verify::Report m_look;
    EchoLibrary m_library;
};

/// Serves nothing but its admin API.
class ScriptedMirror final : public RunningMirror
{
public:
    ScriptedMirror(Host host, const std::string &listen)
        : m_admin({{true, {}}, token},
                  {std::move(host.snapshot), &m_operations, host.configuration, &m_events, std::move(host.stop)}),
          m_server({.listen = {listen}, .threads = 1}, m_admin)
    {}

    Result<void> begin() { return m_server.start(); }
    std::vector<std::string> endpoints() const override { return m_server.endpoints(); }
    void tick() override {}
    MirrorFacts facts() const override
    {
        MirrorFacts facts;
        facts.upstream = "https://hub.example";
        facts.figures.servedToday = 1234;
        return facts;
    }
    void published(const Snapshot &snapshot) override { m_events.publish(snapshot); }
    Operations &operations() override { return m_operations; }
    void apply(const settings::Settings &) override {}
    void stop(std::chrono::milliseconds grace) override
    {
        m_events.close();
        m_server.stop(grace);
    }
    void abort() override { m_server.abort(); }

private:
    ScriptedOperations m_operations;
    EventBoard m_events;
    AdminService m_admin;
    serve::Server m_server;
};

/// Serves at the same port again after a stop.
MirrorFactory mirrorFactory()
{
    return [listen = std::make_shared<std::string>("127.0.0.1:0")](
               const settings::Settings &, Host host) -> Result<std::unique_ptr<RunningMirror>> {
        auto mirror = std::make_unique<ScriptedMirror>(std::move(host), *listen);
        if (auto begun = mirror->begin(); !begun)
            return fail(begun.error());
        *listen = mirror->endpoints().front();
        return mirror;
    };
}

} // namespace

class ContractTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void snapshotsShowTheMirror_data() { bothKinds(); }
    void snapshotsShowTheMirror();
    void oldSnapshotsNeverChange_data() { bothKinds(); }
    void oldSnapshotsNeverChange();
    void settingsAreThoseOfTheMirror_data() { bothKinds(); }
    void settingsAreThoseOfTheMirror();
    void changedSettingsHoldAndSayWhen_data() { bothKinds(); }
    void changedSettingsHoldAndSayWhen();
    void wrongSettingsChangeNothing_data() { bothKinds(); }
    void wrongSettingsChangeNothing();
    void listenIsCheckedAndTaken_data() { bothKinds(); }
    void listenIsCheckedAndTaken();
    void lookIsCheckedAndTaken_data() { bothKinds(); }
    void lookIsCheckedAndTaken();
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
    void theLibraryAndTheDoctorAnswer_data() { bothKinds(); }
    void theLibraryAndTheDoctorAnswer();
    void anImportSaysWhatDiffersAndChangesIt_data() { bothKinds(); }
    void anImportSaysWhatDiffersAndChangesIt();
    void theLogIsFollowed_data() { bothKinds(); }
    void theLogIsFollowed();
    void aStopStopsAndEverythingIsRefused_data() { bothKinds(); }
    void aStopStopsAndEverythingIsRefused();
    void aLostMirrorIsFoundAgain();
    void aWrongTokenIsSaid();

private:
    static void bothKinds()
    {
        QTest::addColumn<bool>("isRemote");
        QTest::newRow("in-process") << false;
        QTest::newRow("http") << true;
    }
    bool reaches(const Control &control, MirrorState state)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, patience, [&] { return control.snapshot()->state == state; });
    }
    std::function<void()> onChange()
    {
        return [this] {
            const std::lock_guard lock(m_mutex);
            m_changed.notify_all();
        };
    }
    std::unique_ptr<RemoteControl> remote(std::string key = token)
    {
        return std::make_unique<RemoteControl>(RemoteControlOptions{.url = m_local->snapshot()->localUrl,
                                                                    .token = std::move(key),
                                                                    .look = {},
                                                                    .onChange = onChange(),
                                                                    .retry = 20ms});
    }
    /// The control that the row names, when it shows a mirror that serves.
    Control *serving()
    {
        QFETCH(bool, isRemote);
        if (!isRemote)
            return m_local.get();
        m_remote = remote();
        return reaches(*m_remote, MirrorState::Serving) ? m_remote.get() : nullptr;
    }
    template<typename T, typename Call>
    static Result<T> answerOf(Call call)
    {
        Answer<T> answer;
        call(answer.then());
        return answer.wait();
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LocalControl> m_local;
    std::unique_ptr<RemoteControl> m_remote;
};

void ContractTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    settings::Settings settings;
    settings.dataFolder = m_folder->path().toStdString();
    settings.limits.queueTimeout = 7s;
    settings.upstream.token = "hf_secret";
    m_local = std::make_unique<LocalControl>(
        LocalControlOptions{.settings = settings,
                            .settingsFile = m_folder->filePath(QStringLiteral("settings.toml")).toStdString(),
                            .factory = mirrorFactory(),
                            .onChange = onChange(),
                            .pulse = 10ms});
    m_local->start();
    QVERIFY(reaches(*m_local, MirrorState::Serving));
}

void ContractTest::cleanup()
{
    m_remote.reset();
    m_local.reset();
}

void ContractTest::snapshotsShowTheMirror()
{
    Control *control = serving();
    QVERIFY(control);
    QTRY_COMPARE_WITH_TIMEOUT(control->snapshot()->figures.servedToday, 1234, 30'000);
    QCOMPARE(control->snapshot()->upstream, std::string("https://hub.example"));
    QCOMPARE(control->snapshot()->localUrl, m_local->snapshot()->localUrl);
    QVERIFY(control->snapshot()->jobs && control->snapshot()->upkeep);
}

void ContractTest::oldSnapshotsNeverChange()
{
    Control *control = serving();
    QVERIFY(control);
    const auto first = control->snapshot();
    const std::string url = first->localUrl;
    control->stop();
    QVERIFY(reaches(*control, MirrorState::Stopped));
    QCOMPARE(first->state, MirrorState::Serving);
    QCOMPARE(first->localUrl, url);
    QVERIFY(control->snapshot()->localUrl.empty());
}

void ContractTest::settingsAreThoseOfTheMirror()
{
    Control *control = serving();
    QVERIFY(control);
    QTRY_VERIFY_WITH_TIMEOUT(control->settings().limits.queueTimeout == 7s, 30'000);
    QFETCH(bool, isRemote);
    QVERIFY2(!isRemote || control->settings().upstream.token.empty(), "secrets stay with the mirror");
}

void ContractTest::changedSettingsHoldAndSayWhen()
{
    Control *control = serving();
    QVERIFY(control);
    const auto outcome = answerOf<SettingsOutcome>([&](auto then) {
        control->changeSettings({{"limits.queue_timeout", "9s"}, {"server.threads", "3"}}, then);
    });
    QVERIFY(outcome);
    QVERIFY(outcome->live == std::vector<std::string>{"limits.queue_timeout"});
    QVERIFY(outcome->needsRestart == std::vector<std::string>{"server.threads"});
    QVERIFY2(control->settings().limits.queueTimeout == 9s, "as soon as it was answered");
    QCOMPARE(m_local->settings().server.threads, 3);
}

void ContractTest::wrongSettingsChangeNothing()
{
    Control *control = serving();
    QVERIFY(control);
    for (const Assignment &wrong : {Assignment{"no.such_key", "1"}, Assignment{"server.threads", "many"}}) {
        const auto outcome = answerOf<SettingsOutcome>([&](auto then) {
            control->changeSettings({{"limits.queue_timeout", "9s"}, wrong}, then);
        });
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::BadConfiguration);
        QVERIFY2(outcome.error().message.find(wrong.key) != std::string::npos, outcome.error().message.c_str());
    }
    QVERIFY(m_local->settings().limits.queueTimeout == 7s);
}

void ContractTest::listenIsCheckedAndTaken()
{
    Control *control = serving();
    QVERIFY(control);
    const auto refused = control->setListen({"nowhere"});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::BadConfiguration);
    const std::vector<std::string> wanted{"127.0.0.1:8095", "[::1]:8095"};
    QVERIFY(control->setListen(wanted));
    QVERIFY(control->settings().server.listen == wanted);
    QTRY_VERIFY_WITH_TIMEOUT(m_local->settings().server.listen == wanted, 30'000);
}

void ContractTest::lookIsCheckedAndTaken()
{
    Control *control = serving();
    QVERIFY(control);
    QVERIFY(!control->setLook({"pink", "en"}));
    QVERIFY(control->setLook({"dark", "zh_CN"}));
    QCOMPARE(control->settings().look.theme, std::string("dark"));
}

void ContractTest::jobsAreDriven()
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

void ContractTest::detailsOfAJobComeWhole()
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

void ContractTest::refusalsKeepTheirReason()
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

void ContractTest::answersOfUpkeepComeWhole()
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

void ContractTest::verificationIsDriven()
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

void ContractTest::theLibraryAndTheDoctorAnswer()
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

void ContractTest::anImportSaysWhatDiffersAndChangesIt()
{
    Control *control = serving();
    QVERIFY(control);
    QTRY_VERIFY_WITH_TIMEOUT(control->settings().limits.queueTimeout == 7s, 30'000);
    const char *toml = "[limits]\nqueue_timeout = \"9s\"\n";
    const auto import = [&](ImportMode mode) {
        return answerOf<settings::Import>([&](auto then) { importSettings(*control, toml, mode, then); });
    };
    const auto shown = import(ImportMode::DryRun);
    QVERIFY(shown);
    QVERIFY(shown->differences == (std::vector<settings::Difference>{{"limits.queue_timeout", "7s", "9s", false}}));
    QVERIFY(m_local->settings().limits.queueTimeout == 7s);
    QVERIFY(import(ImportMode::Apply));
    QVERIFY(m_local->settings().limits.queueTimeout == 9s);
    QVERIFY(import(ImportMode::Apply)->differences.empty());
}

void ContractTest::theLogIsFollowed()
{
    Control *control = serving();
    QVERIFY(control);
    log::setup(log::Level::Info, log::Format::Text);
    std::multiset<std::string> seen;
    std::uint64_t next = 0;
    const auto follow = [&] {
        const log::Tail tail = control->logSince(next);
        next = tail.next;
        for (const log::Line &line : tail.lines)
            seen.insert(line.text);
    };
    log::warning("test", "the first line of {}", static_cast<const void *>(this));
    const std::string first = fmt::format("the first line of {}", static_cast<const void *>(this));
    const auto hasFirst = [&] {
        follow();
        return seen.contains(first);
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasFirst(), 30'000);
    log::warning("test", "a second line");
    const auto hasSecond = [&] {
        follow();
        return seen.contains("a second line");
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasSecond(), 30'000);
    QVERIFY2(seen.count(first) >= 1, "each line comes once to who asks on");
}

void ContractTest::aStopStopsAndEverythingIsRefused()
{
    Control *control = serving();
    QVERIFY(control);
    control->stop();
    QVERIFY(reaches(*control, MirrorState::Stopped));
    QVERIFY(reaches(*m_local, MirrorState::Stopped));
    QVERIFY(!control->snapshot()->failure);
    QCOMPARE(control->snapshot()->servingSince, 0);
    QVERIFY(!answerOf<JobList>([&](auto then) { control->operations().listJobs(then); }));
    QVERIFY(!answerOf<UpkeepAnswer>([&](auto then) { control->operations().upkeep({}, then); }));
}

void ContractTest::aLostMirrorIsFoundAgain()
{
    const auto control = remote();
    QVERIFY(reaches(*control, MirrorState::Serving));
    m_local->stop();
    QVERIFY(reaches(*control, MirrorState::Failed));
    QVERIFY(control->snapshot()->failure.has_value());
    QVERIFY(control->snapshot()->localUrl.empty());
    QVERIFY(reaches(*m_local, MirrorState::Stopped)); // only then a start counts
    m_local->start();
    QVERIFY(reaches(*m_local, MirrorState::Serving) || reaches(*m_local, MirrorState::Failed));
    if (m_local->snapshot()->state == MirrorState::Failed)
        QSKIP("the port went to another program meanwhile");
    QVERIFY(reaches(*control, MirrorState::Serving));
}

void ContractTest::aWrongTokenIsSaid()
{
    const auto control = remote(std::string(64, 'b'));
    QVERIFY(reaches(*control, MirrorState::Failed));
    QCOMPARE(control->snapshot()->failure->code, ErrorCode::AccessDenied);
}

QTEST_GUILESS_MAIN(ContractTest)
#include "contract_test.moc"
