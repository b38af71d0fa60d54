#include "gui/windowfixture.h"
#include "ui/log/logtablemodel.h"
#include "ui/parts/emptystate.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

/// What the desktop was asked to open.
class Opened : public QObject
{
    Q_OBJECT

public:
    QList<QUrl> urls;

public slots:
    void take(const QUrl &url) { urls += url; }
};

struct LogFixture : WindowFixture
{
    explicit LogFixture(Dress &dress) : WindowFixture(dress, idleScene())
    {
        control.log = sceneLog();
        window->openPage(ui::PageId::Log);
        QCoreApplication::processEvents();
        table = find<QTableView>("logTable");
    }

    int rows() const { return table->model()->rowCount(); }
    void say(log::Level level, const char *room, const char *text)
    {
        control.log.push_back({1'000 * sceneTime + qint64(control.log.size()), level, room, text});
        window->refresh();
    }

    QTableView *table;
};

} // namespace

class LogTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void newLinesComeOnTop()
    {
        LogFixture fixture(*m_dress);
        const int before = fixture.rows();
        fixture.say(log::Level::Error, "store", "the newest of all");
        QCOMPARE(fixture.rows(), before + 1);
        QCOMPARE(fixture.table->model()->index(0, ui::LogTableModel::Message).data().toString(),
                 u"the newest of all"_s);
    }

    void pauseHoldsTheListAndContinueCatchesUp()
    {
        LogFixture fixture(*m_dress);
        const int before = fixture.rows();
        QVERIFY(fixture.click("pauseLogButton"));
        fixture.say(log::Level::Error, "store", "while paused");
        QCOMPARE(fixture.rows(), before);
        QVERIFY(fixture.click("pauseLogButton"));
        QCOMPARE(fixture.rows(), before + 1);
    }

    void levelPartAndWordsNarrowTheList()
    {
        LogFixture fixture(*m_dress);
        const auto levels = fixture.find<QWidget>("levelSegments")->findChildren<QAbstractButton *>();
        const int info = fixture.rows();
        QTest::mouseClick(levels[0], Qt::LeftButton);
        QVERIFY2(fixture.rows() > info, "debug shows more than info");
        QTest::mouseClick(levels[3], Qt::LeftButton);
        for (int row = 0; row < fixture.rows(); ++row)
            QCOMPARE(fixture.table->model()->index(row, ui::LogTableModel::LevelColumn).data().toString(), u"Error"_s);
        QTest::mouseClick(levels[0], Qt::LeftButton);
        auto *parts = fixture.find<QComboBox>("partBox");
        parts->setCurrentIndex(parts->findData(u"fill"_s));
        for (int row = 0; row < fixture.rows(); ++row)
            QCOMPARE(fixture.table->model()->index(row, ui::LogTableModel::Part).data().toString(), u"fill"_s);
        parts->setCurrentIndex(0);
        QTest::keyClicks(fixture.find<QLineEdit>("logSearch"), u"/job 11[67]/"_s);
        QCOMPARE(fixture.rows(), 2);
    }

    void aFilterWithoutAMatchCanBeCleared()
    {
        LogFixture fixture(*m_dress);
        const int before = fixture.rows();
        auto *words = fixture.find<QLineEdit>("logSearch");
        words->setText(u"nothing says this"_s);
        QCOMPARE(fixture.rows(), 0);
        auto *empty = fixture.find<QWidget>("logPage")->findChild<ui::EmptyState *>();
        QVERIFY(empty->isVisible());
        QPushButton *clear = nullptr;
        for (auto *button : empty->findChildren<QPushButton *>())
            clear = button->isVisible() ? button : clear;
        QVERIFY(clear);
        QCOMPARE(clear->accessibleName(), u"Clear"_s);
        QTest::mouseClick(clear, Qt::LeftButton);
        QCOMPARE(fixture.rows(), before);
        QVERIFY(words->text().isEmpty());
    }

    void folderAndDiagnosticsAreOneClickAway()
    {
        LogFixture fixture(*m_dress);
        const QTemporaryDir folder;
        fixture.control.kept.dataFolder = folder.path().toStdString();
        Opened opened;
        QDesktopServices::setUrlHandler(u"file"_s, &opened, "take");
        QVERIFY(fixture.click("openLogFolder"));
        QDesktopServices::unsetUrlHandler(u"file"_s);
        QCOMPARE(opened.urls, QList<QUrl>{QUrl::fromLocalFile(folder.path())});
        QVERIFY(fixture.click("saveDiagnostics"));
        QVERIFY(fixture.find<QWidget>("diagnosticsText")->isVisible());
    }

    void brokenExpressionIsMarkedAndKeepsTheList()
    {
        LogFixture fixture(*m_dress);
        const int before = fixture.rows();
        auto *words = fixture.find<QLineEdit>("logSearch");
        words->setText(u"/(/"_s);
        QCOMPARE(words->property("tone").toString(), u"error"_s);
        QCOMPARE(fixture.rows(), before);
    }

    void chosenLineIsShownWholeAndCopied()
    {
        LogFixture fixture(*m_dress);
        QVERIFY(!fixture.find<QLabel>("logExplanation")->isVisible());
        const QModelIndex first = fixture.table->model()->index(0, ui::LogTableModel::Message);
        QTest::mouseClick(fixture.table->viewport(), Qt::LeftButton, {}, fixture.table->visualRect(first).center());
        QCOMPARE(fixture.find<QLabel>("logExplanation")->text(), first.data().toString());
        QVERIFY(fixture.click("copyLineButton"));
        QVERIFY(QGuiApplication::clipboard()->text().endsWith(first.data().toString()));
    }

    void tenThousandLinesAreKept()
    {
        ui::LogTableModel model;
        const QAbstractItemModelTester tester(&model);
        std::vector<log::Line> lines(6'000);
        for (std::size_t i = 0; i < lines.size(); ++i)
            lines[i].unixMilliseconds = std::int64_t(i);
        model.append(lines);
        model.append(lines);
        QCOMPARE(model.rowCount(), ui::LogTableModel::mostLines);
        QCOMPARE(model.line(0).unixMilliseconds, std::int64_t(2'000));
        QCOMPARE(model.line(model.rowCount() - 1).unixMilliseconds, std::int64_t(5'999));
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(LogTest)
#include "log_test.moc"
