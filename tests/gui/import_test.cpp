// The dialog that takes in what was downloaded before: what it asks for, what it shows, and what it says of faults.
#include "gui/windowfixture.h"
#include "ui/adopt/foundcommits.h"
#include "ui/modelscene.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QDialog>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QProgressBar>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;
using adopt::Phase;

namespace {

/// A window over a mirror of this computer.
struct ImportFixture : WindowFixture
{
    explicit ImportFixture(Dress &dress, bool isHere = true) : WindowFixture(dress, idleScene())
    {
        qputenv("HF_HUB_CACHE", cache.path().toUtf8());
        if (isHere)
            window->dialogs().setFolderMover(
                [](const QString &, const relocate::MoveWatch &) { return Result<void>(); });
    }
    ~ImportFixture() { qunsetenv("HF_HUB_CACHE"); }

    void openCached() const
    {
        window->openPage(ui::PageId::Models);
        auto *tabs = find<QTabBar>("modelTabs");
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
        QCoreApplication::processEvents();
    }
    QLineEdit *open() const
    {
        openCached();
        click("importButton");
        return find<QLineEdit>("importFolder");
    }
    QString said() const { return find<QLabel>("importState")->text(); }
    /// Until the dialog has asked again and shows it.
    bool showsWithin(const std::function<bool()> &holds) const { return QTest::qWaitFor(holds, 20'000); }

    QTemporaryDir cache;
};

adopt::Report running(adopt::Order order)
{
    adopt::Report report;
    report.number = 1;
    report.phase = Phase::Taking;
    report.order = std::move(order);
    report.commits = 2;
    report.files = 40;
    report.filesDone = 10;
    report.bytes = 8'000'000'000;
    report.bytesDone = 2'000'000'000;
    report.found = {{"org/small", std::string(40, 'a'), 10, 1'000'000'000, true},
                    {"org/large", std::string(40, 'b'), 30, 7'000'000'000, false}};
    return report;
}

} // namespace

class ImportTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void itBeginsWhereTheLibrariesKeepTheirCache()
    {
        const ImportFixture fixture(*m_dress);
        const QLineEdit *folder = fixture.open();
        QVERIFY(folder && folder->isVisible());
        QCOMPARE(folder->text(), QDir::cleanPath(fixture.cache.path()));
        QVERIFY(fixture.find<QAbstractButton>("importBegin")->isEnabled());
        QVERIFY(!fixture.find<QAbstractButton>("importStop")->isVisible());
    }

    void ofAMirrorElsewhereNoFolderIsGuessed()
    {
        const ImportFixture fixture(*m_dress, false);
        const QLineEdit *folder = fixture.open();
        QVERIFY(folder && folder->isVisible());
        QCOMPARE(folder->text(), QString());
        QVERIFY(!fixture.find<QAbstractButton>("importBegin")->isEnabled());
    }

    void whatIsChosenIsOrdered()
    {
        ImportFixture fixture(*m_dress);
        fixture.open()->setText(u"/data/clone/"_s);
        fixture.find<QLineEdit>("importRepo")->setText(u" org/name@v1 "_s);
        fixture.find<QCheckBox>("importOpen")->setChecked(true);
        QVERIFY(fixture.click("importLook"));
        QVERIFY(fixture.click("importBegin"));
        QCOMPARE(fixture.control.work.imports.size(), std::size_t(2));
        QVERIFY((fixture.control.work.imports[0] == adopt::Order{"/data/clone", "org/name@v1", false, true}));
        QVERIFY((fixture.control.work.imports[1] == adopt::Order{"/data/clone", "org/name@v1", true, true}));
    }

    void whatCannotBeMeantIsSaidAndNotOrdered()
    {
        const ImportFixture fixture(*m_dress);
        QLineEdit *folder = fixture.open();
        folder->setText(u"hub"_s);
        QVERIFY(fixture.click("importBegin"));
        QVERIFY(fixture.said().contains(u"whole path"_s));
        folder->setText(u"/data"_s);
        fixture.find<QLineEdit>("importRepo")->setText(u"no repo at all"_s);
        QVERIFY(fixture.click("importBegin"));
        QVERIFY(fixture.said().contains(u"org/name"_s));
        QVERIFY(fixture.control.work.imports.empty());
    }

    void itShowsWhatGoesOnAndStopsIt()
    {
        ImportFixture fixture(*m_dress);
        fixture.control.work.imported = running({"/data/hub", "", true, false});
        const QLineEdit *folder = fixture.open();
        const auto *table = fixture.find<QTableView>("importTable");
        QVERIFY(fixture.showsWithin([&] { return table->model()->rowCount() == 2; }));
        const QAbstractItemModelTester tester(const_cast<QAbstractItemModel *>(table->model()));
        QCOMPARE(folder->text(), u"/data/hub"_s);
        QVERIFY(!folder->isEnabled());
        QCOMPARE(table->model()->index(0, ui::FoundCommits::Repo).data().toString(),
                 u"org/large"_s); // the largest first
        QCOMPARE(table->model()->index(0, ui::FoundCommits::Known).data().toString(), u"The folder itself"_s);
        QCOMPARE(table->model()->index(1, ui::FoundCommits::Known).data().toString(), u"The Hub"_s);
        QCOMPARE(fixture.find<QProgressBar>("importBar")->value(), 250);
        QVERIFY(fixture.said().contains(u"2.00 of 8.00\u00a0GB"_s));
        QVERIFY(fixture.click("importStop"));
        QCOMPARE(fixture.control.work.importsCancelled, 1);
    }

    void whatCameOfItIsSaid()
    {
        ImportFixture fixture(*m_dress);
        fixture.open();
        QVERIFY(fixture.click("importBegin"));
        adopt::Report report = running({"/data/hub", "", true, false});
        report.phase = Phase::Over;
        report.takenFiles = 38;
        report.takenBytes = 7'900'000'000;
        report.heldFiles = 1;
        report.refused = 1;
        report.refusals = {{"org/large", "model.bin", {"its bytes do not have its hash", ErrorCode::HashMismatch}}};
        fixture.control.work.imported = report;
        const auto *state = fixture.find<QLabel>("importState");
        QVERIFY(fixture.showsWithin([&] { return fixture.said().startsWith(u"38 files (7.90\u00a0GB) imported"_s); }));
        QVERIFY(fixture.said().contains(u"1 is left outside"_s));
        QVERIFY(state->toolTip().contains(u"org/large model.bin"_s));
        QVERIFY(fixture.find<QAbstractButton>("importBegin")->isEnabled());
    }

    void faultsNameTheNextStep_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        QTest::newRow("no cache") << int(ErrorCode::BadRequest) << u"name the repo"_s;
        QTest::newRow("no folder") << int(ErrorCode::EntryNotFound) << u"no such folder"_s;
        QTest::newRow("stopped") << int(ErrorCode::Cancelled) << u"What was taken stays"_s;
        QTest::newRow("disk full") << int(ErrorCode::NoSpace) << u"Make room"_s;
    }
    void faultsNameTheNextStep()
    {
        QFETCH(const int, code);
        QFETCH(const QString, words);
        ImportFixture fixture(*m_dress);
        fixture.open();
        QVERIFY(fixture.click("importBegin"));
        adopt::Report report;
        report.number = 1;
        report.phase = Phase::Over;
        report.failure = Reason("in the words of the log", ErrorCode(code));
        fixture.control.work.imported = report;
        QVERIFY(fixture.showsWithin([&] { return fixture.said().contains(words); }));
        QCOMPARE(fixture.find<QLabel>("importState")->toolTip(), u"in the words of the log"_s);
    }

    void folderThatIsDroppedIsOffered()
    {
        const ImportFixture fixture(*m_dress);
        const QTemporaryDir folder;
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(folder.path())});
        QDragEnterEvent entered({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(fixture.window.get(), &entered);
        QDropEvent dropped({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(fixture.window.get(), &dropped);
        QCoreApplication::processEvents();
        const auto *line = fixture.find<QLineEdit>("importFolder");
        QVERIFY(line && line->isVisible());
        QCOMPARE(line->text(), QDir::cleanPath(folder.path()));
    }

    void emptyCacheLeadsToIt()
    {
        const ImportFixture fixture(*m_dress);
        fixture.openCached();
        const auto links = fixture.window->findChildren<QAbstractButton *>();
        const auto link = std::ranges::find_if(links, [](const QAbstractButton *button) {
            return button->isVisible() && button->text().contains(u"Import a cache"_s);
        });
        QVERIFY(link != links.end());
        QTest::mouseClick(*link, Qt::LeftButton);
        QCoreApplication::processEvents();
        QVERIFY(fixture.find<QDialog>("importDialog"));
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(ImportTest)
#include "import_test.moc"
