// The window by keys, the clipboard and drag and drop; and how it remembers its layout.
#include "gui/windowfixture.h"

#include <QClipboard>
#include <QDialog>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

QString inAddDialog(const WindowFixture &fixture)
{
    const auto *input = fixture.find<QPlainTextEdit>("addInput");
    return input ? input->toPlainText() : QString();
}

void drop(QWidget &window, const QMimeData &data)
{
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    QDropEvent dropped({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &dropped);
    QCoreApplication::processEvents();
}

} // namespace

class KeysTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void theMapHasTheKeysOfTheDesign()
    {
        const WindowFixture fixture(*m_dress);
        QSet<QString> keys;
        for (const auto *action : fixture.window->context().actions.all())
            keys.insert(action->shortcut().toString());
        for (const char *key : {"Ctrl+1",       "Ctrl+7",       "Ctrl+R", "Ctrl+Shift+C", "Ctrl+V",   "Ctrl+N",
                                "Space",        "Ctrl+Shift+P", "Alt+Up", "Alt+Down",     "Alt+Home", "Alt+End",
                                "Del",          "Shift+Del",    "F2",     "Ctrl+P",       "Ctrl+F",   "Esc",
                                "F6",           "Shift+F6",     "F5",     "Ctrl+I",       "Ctrl+L",   "Ctrl+,",
                                "Ctrl+Shift+H", "Ctrl+Shift+O", "F10",    "Ctrl+W",       "Ctrl+Q",   "F1"})
            QVERIFY2(keys.contains(QString::fromLatin1(key)), key);
    }

    void pastedLinksOpenTheAddDialogFromAnyPage()
    {
        WindowFixture fixture(*m_dress, idleScene());
        fixture.window->openPage(ui::PageId::Log);
        QGuiApplication::clipboard()->setText(u"https://huggingface.co/Qwen/Qwen3-8B"_s);
        QTest::keyClick(fixture.window.get(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(inAddDialog(fixture), u"https://huggingface.co/Qwen/Qwen3-8B"_s);
    }

    void aListWithABadLineOpensTheAddDialogToo()
    {
        WindowFixture fixture(*m_dress, idleScene());
        const QString list = u"Qwen/Qwen3-8B\nqwen3 embedding\nBAAI/bge-m3"_s;
        QGuiApplication::clipboard()->setText(list);
        QTest::keyClick(fixture.window.get(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(inAddDialog(fixture), list);
        fixture.find<QDialog>("addDialog")->close();
        QTRY_VERIFY(!fixture.find<QDialog>("addDialog"));
        QMimeData dropped;
        dropped.setText(list);
        drop(*fixture.window, dropped);
        QCOMPARE(inAddDialog(fixture), list);
    }

    void pastedNonsenseOpensNothing()
    {
        WindowFixture fixture(*m_dress, idleScene());
        QGuiApplication::clipboard()->setText(u"a sentence about nothing"_s);
        QTest::keyClick(fixture.window.get(), Qt::Key_V, Qt::ControlModifier);
        QVERIFY(!fixture.find<QDialog>("addDialog"));
    }

    void pasteIntoAFieldStaysThere()
    {
        WindowFixture fixture(*m_dress, idleScene());
        fixture.window->openPage(ui::PageId::Clients);
        auto *filter = fixture.find<QLineEdit>("clientsFilter");
        filter->setFocus();
        QGuiApplication::clipboard()->setText(u"org/name"_s);
        QTest::keyClick(filter, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(filter->text(), u"org/name"_s);
        QVERIFY(!fixture.find<QDialog>("addDialog"));
    }

    void droppedLinksAndListsOpenTheAddDialog()
    {
        WindowFixture fixture(*m_dress, idleScene());
        QMimeData link;
        link.setUrls({QUrl(u"https://huggingface.co/datasets/org/data"_s)});
        drop(*fixture.window, link);
        QCOMPARE(inAddDialog(fixture), u"https://huggingface.co/datasets/org/data"_s);
        fixture.find<QDialog>("addDialog")->close();
        QTRY_VERIFY(!fixture.find<QDialog>("addDialog"));

        const QTemporaryDir folder;
        QFile list(folder.filePath(u"models.txt"_s));
        QVERIFY(list.open(QIODevice::WriteOnly));
        list.write("Qwen/Qwen3-8B\n# what the lab needs\nBAAI/bge-m3\n");
        list.close();
        QMimeData file;
        file.setUrls({QUrl::fromLocalFile(list.fileName())});
        drop(*fixture.window, file);
        QVERIFY(inAddDialog(fixture).contains(u"BAAI/bge-m3"_s));
    }

    void droppedPicturesOpenNothing()
    {
        WindowFixture fixture(*m_dress, idleScene());
        const QTemporaryDir folder;
        QFile picture(folder.filePath(u"a.png"_s));
        QVERIFY(picture.open(QIODevice::WriteOnly));
        picture.write(QByteArray("\x89PNG\0\1\2", 7));
        picture.close();
        QMimeData file;
        file.setUrls({QUrl::fromLocalFile(picture.fileName())});
        drop(*fixture.window, file);
        QVERIFY(!fixture.find<QDialog>("addDialog"));
    }

    void keysMoveAndPauseTheChosenDownload()
    {
        WindowFixture fixture(*m_dress, busyScene());
        fixture.window->openPage(ui::PageId::Downloads);
        auto *table = fixture.find<QTableView>("downloadsTable");
        table->setFocus();
        table->selectRow(1);
        QTest::keyClick(table, Qt::Key_Up, Qt::AltModifier);
        QTest::keyClick(table, Qt::Key_Home, Qt::AltModifier);
        QTest::keyClick(table, Qt::Key_End, Qt::AltModifier);
        QCOMPARE(fixture.control.work.changes.size(), std::size_t(3));
        QCOMPARE(*fixture.control.work.changes[0].second.position, 0);
        QCOMPARE(*fixture.control.work.changes[2].second.position, 9);
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(fixture.control.work.commands.back().second, preload::JobCommand::Pause);
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(fixture.control.work.removed.size(), std::size_t(1));
    }

    void findGoesToTheFilterAndEscapeClearsIt()
    {
        WindowFixture fixture(*m_dress, busyScene());
        for (const auto &[page, name] :
             {std::pair(ui::PageId::Clients, "clientsFilter"), std::pair(ui::PageId::Downloads, "downloadsFilter"),
              std::pair(ui::PageId::Log, "logSearch"), std::pair(ui::PageId::Settings, "settingsSearch")}) {
            fixture.window->openPage(page);
            QTest::keyClick(fixture.window.get(), Qt::Key_F, Qt::ControlModifier);
            auto *field = fixture.find<QLineEdit>(name);
            QCOMPARE(fixture.window->focusWidget(), field);
            QTest::keyClicks(field, u"abc"_s);
            QTest::keyClick(field, Qt::Key_Escape);
            QVERIFY(field->text().isEmpty());
        }
    }

    void columnsAreChosenAtTheHeadButTheNameStays()
    {
        WindowFixture fixture(*m_dress, busyScene());
        fixture.window->openPage(ui::PageId::Downloads);
        auto *table = fixture.find<QTableView>("downloadsTable");
        emit table->horizontalHeader()->customContextMenuRequested({5, 5});
        const auto *menu = table->horizontalHeader()->findChild<QMenu *>(u"columnMenu"_s);
        QVERIFY(menu);
        QVERIFY(!menu->actions().at(1)->isEnabled());
        menu->actions().at(4)->trigger();
        QVERIFY(table->isColumnHidden(4));
    }

    void offlineModeHasAKeyAndIsSaved()
    {
        WindowFixture fixture(*m_dress, idleScene());
        QTest::keyClick(fixture.window.get(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(fixture.control.kept.upstream.offline);
    }

    void columnsSplittersAndSortAreRememberedUntilReset()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"window.ini"_s);
        int first = 0;
        {
            WindowFixture fixture(*m_dress, busyScene());
            fixture.window->rememberLayout(file);
            fixture.window->openPage(ui::PageId::Downloads);
            auto *header = fixture.find<QTableView>("downloadsTable")->horizontalHeader();
            first = header->sectionSize(2);
            header->resizeSection(2, first + 33);
            header->setSortIndicator(3, Qt::DescendingOrder);
            fixture.window->close();
        }
        WindowFixture fixture(*m_dress, busyScene());
        fixture.window->rememberLayout(file);
        auto *header = fixture.find<QTableView>("downloadsTable")->horizontalHeader();
        QCOMPARE(header->sectionSize(2), first + 33);
        QCOMPARE(header->sortIndicatorSection(), 3);
        fixture.window->context().actions.resetLayout->trigger();
        QCOMPARE(header->sectionSize(2), first);
        QCOMPARE(header->sortIndicatorSection(), 0);
    }

    void keptWidthsLeaveRoomToTheWordsOfThisLanguage()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"window.ini"_s);
        const auto tableOf = [](const WindowFixture &fixture) { return fixture.find<QTableView>("downloadsTable"); };
        {
            WindowFixture fixture(*m_dress, busyScene());
            fixture.window->rememberLayout(file);
            fixture.window->openPage(ui::PageId::Downloads);
            auto *header = tableOf(fixture)->horizontalHeader();
            for (int column = 0; column < header->count(); ++column)
                header->resizeSection(column, header->minimumSectionSize());
            fixture.window->close();
        }
        WindowFixture fixture(*m_dress, busyScene());
        fixture.window->rememberLayout(file);
        fixture.window->openPage(ui::PageId::Downloads);
        const auto *header = tableOf(fixture)->horizontalHeader();
        for (int column = 0; column < header->count(); ++column) {
            if (!header->isSectionHidden(column) && header->sectionResizeMode(column) == QHeaderView::Interactive)
                QVERIFY(header->sectionSize(column) >= header->sectionSizeHint(column));
        }
    }

    void resetLayoutLeavesTheRequestsOfAClientReadable()
    {
        const QTemporaryDir folder;
        WindowFixture fixture(*m_dress, busyScene());
        fixture.window->rememberLayout(folder.filePath(u"window.ini"_s));
        meter::RequestRecord request;
        request.client = "192.168.1.31";
        request.path = "config.json";
        request.unixMilliseconds = 1000 * sceneTime;
        fixture.control.work.upkeepAnswer = [request](const control::UpkeepOrder &) {
            control::UpkeepAnswer answer;
            answer.requests = {request};
            return answer;
        };
        fixture.window->openPage(ui::PageId::Clients);
        fixture.find<QWidget>("clientsPage")->findChild<QTableView *>(u"clientsTable"_s)->selectRow(0);
        const auto *table = fixture.find<QTableWidget>("clientRequestsTable");
        QTRY_COMPARE_WITH_TIMEOUT(table->rowCount(), 1, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(table->columnWidth(0) > 40, 20'000);
        const int time = table->columnWidth(0);
        fixture.window->context().actions.resetLayout->trigger();
        QCoreApplication::processEvents();
        QCOMPARE(table->columnWidth(0), time);
    }

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(KeysTest)
#include "keys_test.moc"
