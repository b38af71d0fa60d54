// What people do with the window when things go wrong, over a real mirror before a fake Hub: the disk is full, the
// upstream silent, gone or forbidden, a limit set beforehand.
#include "gui/realwindow.h"
#include "support/smalldisk.h"
#include "ui/downloads/jobtablemodel.h"

#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QProcess>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

constexpr std::int64_t mib = 1 << 20;

/// The file as the fake Hub has it.
QByteArray bytesOf(const fakehub::ContentPtr &content)
{
    QByteArray bytes(qsizetype(content->size()), Qt::Uninitialized);
    return content->read(0, {bytes.data(), std::size_t(bytes.size())}) ? bytes : QByteArray();
}

/// Orders a download by the dialog that a pasted name opens.
bool order(const RealWindow &real, const QString &name)
{
    real.window->addDownloads(name);
    return real.click("addConfirm");
}

/// What the row of the first job says, and what of it was shown so far.
class Row
{
public:
    explicit Row(const RealWindow &real) : m_table(real.find<QTableView>("downloadsTable")) {}

    QString state() const { return cell(ui::JobTableModel::State, Qt::DisplayRole).toString(); }
    QString reason() const { return cell(ui::JobTableModel::State, ui::JobTableModel::SecondLineRole).toString(); }
    QString speed() const { return cell(ui::JobTableModel::Speed, Qt::DisplayRole).toString(); }
    /// False once it showed less than before.
    bool goesOn()
    {
        const double share = cell(ui::JobTableModel::Progress, ui::JobTableModel::ShareRole).toDouble();
        const bool isMore = share >= m_share;
        m_share = share;
        return isMore;
    }

private:
    QVariant cell(int column, int role) const { return m_table->model()->index(0, column).data(role); }

    QTableView *m_table;
    double m_share = 0;
};

bool isInState(const QString &state, Row &row, bool &neverWentBack)
{
    neverWentBack = row.goesOn() && neverWentBack;
    return row.state() == state;
}

} // namespace

class AcceptanceTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void whoDownloadsIsSeenWithASpeed()
    {
        RealWindow real(*m_dress);
        const auto content = fakehub::generatedContent(1, 12 * mib);
        real.hub.world().commit("models/org/name", "main", {{"a.bin", content, true}});
        real.hub.knobs().add({.listener = "cdn", .bytesPerSecond = 2 * mib});
        QVERIFY(real.start());
        QVERIFY(real.click("heroCopyButton"));
        const QString url = QGuiApplication::clipboard()->text();
        QVERIFY2(url.startsWith(u"http://"_s), qPrintable(url));
        real.window->openPage(ui::PageId::Clients);
        const auto *table = real.find<QTableView>("clientsTable");
        const auto isSeen = [&] {
            const auto &figures = real.control->snapshot()->figures.clients;
            return table->model()->rowCount() == 1 && !figures.empty() && figures.front().nowBytesPerSecond > 0 &&
                   table->model()->index(0, ui::ClientTableModel::Now).data().toString().contains(u"/s"_s);
        };
        if (const QString hf = qEnvironmentVariable("MIRRORLAKE_TEST_HF"); !hf.isEmpty()) {
            QProcess client;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(u"HF_ENDPOINT"_s, url);
            environment.insert(u"HF_HOME"_s, real.folder.filePath(u"hf"_s));
            client.setProcessEnvironment(environment);
            client.setProcessChannelMode(QProcess::MergedChannels);
            client.start(hf, {u"download"_s, u"org/name"_s, u"--local-dir"_s, real.folder.filePath(u"got"_s)});
            QTRY_VERIFY_WITH_TIMEOUT(isSeen(), patience);
            QTRY_COMPARE_WITH_TIMEOUT(client.state(), QProcess::NotRunning, patience);
            QFile file(real.folder.filePath(u"got/a.bin"_s));
            QVERIFY2(client.exitCode() == 0 && file.open(QIODevice::ReadOnly), client.readAll().constData());
            QVERIFY(file.readAll() == bytesOf(content));
        } else {
            const Fetch fetch(url + u"/org/name/resolve/main/a.bin"_s);
            QTRY_VERIFY_WITH_TIMEOUT(isSeen(), patience);
            QTRY_VERIFY_WITH_TIMEOUT(fetch.isOver(), patience);
            QVERIFY(fetch.isWhole() && fetch.body() == bytesOf(content));
        }
    }

    void aLimitSetBeforeTheStartHoldsOnItsOwnSideAlone()
    {
        RealWindow real(*m_dress);
        const auto content = fakehub::generatedContent(2, 6'000'000);
        real.hub.world().commit("models/org/name", "main", {{"a.bin", content, true}});
        real.window->openPage(ui::PageId::Settings);
        real.find<QListWidget>("settingsList")->setCurrentRow(3);
        auto *line = real.find<QWidget>("field:limits.clients")->findChild<QLineEdit *>();
        line->selectAll();
        QTest::keyClicks(line, u"2MB"_s);
        QVERIFY(real.click("applyButton"));
        QTRY_COMPARE_WITH_TIMEOUT(real.control->settings().limits.clients.count, 2'000'000, patience);
        real.window->openPage(ui::PageId::Overview);
        QVERIFY(real.start());
        const Fetch fetch(real.url() + u"/org/name/resolve/main/a.bin"_s);
        bool wasHereFirst = false;
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                const bool isHere = real.control->snapshot()->upkeep->eviction.heldBytes >= content->size();
                wasHereFirst = wasHereFirst || (isHere && !fetch.isOver());
                return fetch.isOver();
            }(),
            patience);
        QVERIFY(fetch.isWhole() && fetch.body() == bytesOf(content));
        QVERIFY2(fetch.milliseconds() >= 2'700, qPrintable(QString::number(fetch.milliseconds())));
        const Fetch again(real.url() + u"/org/name/resolve/main/a.bin"_s);
        QTRY_VERIFY_WITH_TIMEOUT(again.isOver(), patience);
        QVERIFY2(again.milliseconds() >= 2'700, qPrintable(QString::number(again.milliseconds())));
        QVERIFY2(wasHereFirst, "what comes from upstream waited for the clients' limit");
    }

    void aFullDiskIsSaidAndTheJobGoesOnWithRoom()
    {
        const SmallDisk disk("96m");
        if (!disk.isMounted())
            QSKIP(qPrintable(u"a small disk cannot be mounted here: %1"_s.arg(QLatin1StringView(disk.refusal()))));
        RealWindow real(*m_dress, [&](settings::Settings &settings) {
            settings.dataFolder = disk.path() + "/data";
            settings.store.keepFree = Bytes{mib};
            settings.preload.files = 1;
            settings.eviction.trashFor = std::chrono::seconds(0);
        });
        real.hub.world().commit("models/org/name", "main",
                                {{"a.bin", fakehub::generatedContent(3, 8 * mib), true},
                                 {"b.bin", fakehub::generatedContent(4, 8 * mib), true}});
        const auto barrier = real.hub.knobs().hold("/", 0, "cdn");
        QVERIFY(real.start());
        QVERIFY(order(real, u"org/name"_s));
        QVERIFY(barrier->waitUntilWaiting(1));
        Row row(real);
        bool neverWentBack = true;
        disk.writeBallast(96 * mib);
        barrier->release();
        QTRY_VERIFY_WITH_TIMEOUT(isInState(u"No space"_s, row, neverWentBack), patience);
        QVERIFY(!row.reason().isEmpty());
        disk.throwBallast();
        QTRY_VERIFY_WITH_TIMEOUT(isInState(u"Done"_s, row, neverWentBack), patience);
        QVERIFY(neverWentBack);
    }

    void silenceIsStalledAndProgressNeverGoesBack()
    {
        RealWindow real(*m_dress);
        real.hub.world().commit("models/org/name", "main",
                                {{"a.bin", fakehub::generatedContent(5, 4 * mib), true},
                                 {"b.bin", fakehub::generatedContent(6, 4 * mib), true}});
        QVERIFY(real.start());
        real.hub.knobs().add({.listener = "cdn", .times = 2, .stallAfter = mib});
        const int rule = real.hub.knobs().add({.listener = "cdn", .skip = 2, .hold = 0});
        QVERIFY(order(real, u"org/name"_s));
        Row row(real);
        bool neverWentBack = true;
        QTRY_VERIFY_WITH_TIMEOUT(isInState(u"Stalled"_s, row, neverWentBack), patience);
        QVERIFY2(row.reason().startsWith(u"no bytes for"_s), qPrintable(row.reason()));
        QVERIFY2(row.speed().startsWith(u'0'), qPrintable(row.speed()));
        real.hub.knobs().barrier(rule)->release();
        QTRY_VERIFY_WITH_TIMEOUT(isInState(u"Done"_s, row, neverWentBack), patience);
        QVERIFY(neverWentBack);
    }

    void anUpstreamThatIsGoneIsSaidAndAskedAgain()
    {
        RealWindow real(*m_dress);
        real.hub.world().commit("models/org/name", "main", {{"a.bin", fakehub::generatedContent(7, 4 * mib), true}});
        QVERIFY(real.start());
        real.hub.stop();
        QVERIFY(order(real, u"org/name"_s));
        Row row(real);
        QTRY_COMPARE_WITH_TIMEOUT(row.state(), u"Retrying"_s, patience);
        QCOMPARE(row.reason(), u"the upstream cannot be reached"_s);
        QVERIFY(real.hub.start());
        QTRY_COMPARE_WITH_TIMEOUT(row.state(), u"Done"_s, patience);
    }

    void offlineModeEndsWhatComesAndOnlineItGoesOn()
    {
        RealWindow real(*m_dress);
        const auto here = fakehub::generatedContent(8, mib);
        const auto absent = fakehub::generatedContent(9, 4 * mib);
        real.hub.world().commit("models/org/here", "main", {{"a.bin", here, true}});
        real.hub.world().commit("models/org/name", "main", {{"a.bin", absent, true}});
        QVERIFY(real.start());
        const Fetch first(real.url() + u"/org/here/resolve/main/a.bin"_s);
        QTRY_VERIFY_WITH_TIMEOUT(first.isWhole(), patience);
        const int rule = real.hub.knobs().add({.listener = "cdn", .stallAfter = 100'000});
        QVERIFY(order(real, u"org/name"_s));
        const Fetch cut(real.url() + u"/org/name/resolve/main/a.bin"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!cut.body().isEmpty(), patience);
        auto *offline = real.window->context().actions.offline;
        offline->trigger();
        Row row(real);
        QTRY_VERIFY_WITH_TIMEOUT(cut.isOver(), patience);
        QVERIFY(!cut.isWhole());
        QTRY_COMPARE_WITH_TIMEOUT(row.reason(), u"offline mode is on"_s, patience);
        real.hub.knobs().remove(rule);
        const auto asked = real.hub.log().count();
        const Fetch again(real.url() + u"/org/here/resolve/main/a.bin"_s);
        QTRY_VERIFY_WITH_TIMEOUT(again.isWhole() && again.body() == bytesOf(here), patience);
        QCOMPARE(real.hub.log().count(), asked);
        QTRY_VERIFY_WITH_TIMEOUT(offline->isChecked(), patience);
        offline->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(row.state(), u"Done"_s, patience);
        const Fetch whole(real.url() + u"/org/name/resolve/main/a.bin"_s);
        QTRY_VERIFY_WITH_TIMEOUT(whole.isWhole() && whole.body() == bytesOf(absent), patience);
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(AcceptanceTest)
#include "acceptance_test.moc"
