// What holds of every Control: snapshots, settings, the log, the end; each promise is tested with both kinds.
#include <QTest>

#include "control/importsettings.h"
#include "core/control/contractfixture.h"

#include <set>

using namespace mirrorlake;
using namespace mirrorlake::control;
using namespace std::chrono_literals;

class ContractTest : public ContractFixture
{
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { end(); }
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
    void anImportSaysWhatDiffersAndChangesIt_data() { bothKinds(); }
    void anImportSaysWhatDiffersAndChangesIt();
    void theLogIsFollowed_data() { bothKinds(); }
    void theLogIsFollowed();
    void aStopStopsAndEverythingIsRefused_data() { bothKinds(); }
    void aStopStopsAndEverythingIsRefused();
    void aLostMirrorIsFoundAgain();
    void aWrongTokenIsSaid();
};

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
