// The window over a real mirror before a fake Hub: what is searched, chosen and fetched ahead arrives; what is deleted
// or evicted frees the bytes that were shown.
#include "gui/windowfixture.h"

#include "fakehub/fakehub.h"
#include "makecontrol.h"
#include "ui/models/cachedmodel.h"
#include "ui/parts/elidedlabel.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QTabBar>
#include <QTableWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTreeView>

#include <filesystem>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;
using control::MirrorState;

namespace {

constexpr int patience = 60'000; ///< milliseconds; only a broken mirror takes so long
constexpr std::int64_t weights = 3'000'000;
constexpr std::int64_t shared = 2'000'000;

/// Of complete and unfinished blobs, and of what lies in the trash.
std::int64_t bytesUnder(const QString &folder)
{
    std::int64_t bytes = 0;
    std::error_code gone;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder.toStdString(), gone)) {
        if (entry.is_regular_file(gone) && entry.file_size(gone) >= std::uintmax_t(shared / 2))
            bytes += std::int64_t(entry.file_size(gone));
    }
    return bytes;
}

} // namespace

class PredownloadTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_dress = std::make_unique<Dress>();
        fakehub::World &world = m_hub.world();
        world.commit("models/org/small-model", "main",
                     {{"README.md", fakehub::textContent("---\nlicense: mit\n---\nA **small** model.")},
                      {"config.json", fakehub::textContent("{}")},
                      {"model.safetensors", fakehub::generatedContent(1, weights), true},
                      {"shared.bin", fakehub::generatedContent(2, shared), true}});
        world.commit("models/org/twin", "main", {{"shared.bin", fakehub::generatedContent(2, shared), true}});
        QVERIFY(m_hub.start());
        app::StartUp startUp;
        startUp.settings.dataFolder = m_folder.filePath(u"data"_s).toStdString();
        startUp.settings.server.listen = {"127.0.0.1:0"};
        startUp.settings.upstream.url = m_hub.url();
        startUp.settings.eviction.minAge = std::chrono::seconds(0);
        startUp.settingsFile = m_folder.filePath(u"mirrorlake.toml"_s).toStdString();
        m_control = app::makeLocalControl(startUp);
        m_window = std::make_unique<ui::MainWindow>(*m_control, m_dress->theme, m_dress->language, m_clock);
        m_window->resize(1280, 800);
        m_window->show();
        click("startButton");
        QTRY_COMPARE_WITH_TIMEOUT(m_control->snapshot()->state, MirrorState::Serving, patience);
        m_window->openPage(ui::PageId::Models);
    }

    void cleanupTestCase()
    {
        m_window.reset();
        m_control.reset();
        m_dress.reset();
    }

    void searchedChosenAndFetchedAheadItIsDone()
    {
        find("small-model");
        auto *tree = m_window->findChild<QTreeView *>(u"fileTree"_s);
        QTRY_VERIFY_WITH_TIMEOUT(tree->isVisible(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(label("selectionSummary").startsWith(u"4 of 4 files"_s), patience);
        const QModelIndex other = tree->model()->index(2, 0);
        const QRect box = tree->visualRect(other);
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, QPoint(box.left() + 10, box.center().y()));
        QVERIFY2(label("selectionSummary").startsWith(u"3 of 4 files"_s), qPrintable(label("selectionSummary")));
        click("downloadButton");
        QTRY_COMPARE_WITH_TIMEOUT(label("downloadNote"), u"Done"_s, patience);
        QTRY_VERIFY_WITH_TIMEOUT(label("selectionSummary").contains(u"all of it is here"_s) ||
                                     label("selectionSummary").contains(u"still to fetch"_s),
                                 patience);
        QCOMPARE(m_control->snapshot()->jobs->front().doneBytes, m_control->snapshot()->jobs->front().bytes);
        QVERIFY(bytesUnder(m_folder.filePath(u"data"_s)) >= weights + shared);
    }

    void deletingFreesWhatWasShownAndSparesWhatIsShared()
    {
        find("twin");
        QTRY_VERIFY_WITH_TIMEOUT(label("selectionSummary").startsWith(u"1 of 1 file"_s), patience);
        click("downloadButton");
        QTRY_COMPARE_WITH_TIMEOUT(label("downloadNote"), u"Done"_s, patience);
        const std::int64_t before = bytesUnder(m_folder.filePath(u"data"_s));
        auto *tabs = m_window->findChild<QTabBar *>(u"modelTabs"_s);
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
        auto *table = m_window->findChild<QTableView *>(u"cachedTable"_s);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 2, patience);
        chooseHeld(table, u"org/small-model"_s);
        const QString effect = m_window->findChild<ui::ElidedLabel *>(u"cachedEffect"_s)->fullText();
        QVERIFY2(effect.contains(u"3.00\u00a0MB"_s) && effect.contains(u"2.00\u00a0MB"_s), qPrintable(effect));
        click("deleteFilesButton");
        click("confirmDeleteButton");
        QTRY_COMPARE_WITH_TIMEOUT(before - bytesUnder(m_folder.filePath(u"data"_s)), weights, patience);
    }

    void whatIsEvictedWasPreviewedToTheByte()
    {
        m_window->openPage(ui::PageId::Settings);
        auto *rooms = m_window->findChild<QListWidget *>(u"settingsList"_s);
        rooms->setCurrentRow(2);
        auto *size = m_window->findChild<QWidget *>(u"field:eviction.max_size"_s)->findChild<QLineEdit *>();
        QTRY_VERIFY_WITH_TIMEOUT(m_control->snapshot()->upkeep->eviction.heldBytes >= shared, patience);
        m_window->refresh();
        const std::int64_t before = bytesUnder(m_folder.filePath(u"data"_s));
        size->selectAll();
        QTest::keyClicks(size, u"1MB"_s);
        auto *preview = m_window->findChild<QTableWidget *>(u"previewTable"_s);
        QTRY_COMPARE_WITH_TIMEOUT(preview->rowCount(), 1, patience);
        QCOMPARE(preview->item(0, 2)->text(), u"2.00\u00a0MB"_s);
        QCOMPARE(bytesUnder(m_folder.filePath(u"data"_s)), before);
        click("applyButton");
        QTRY_COMPARE_WITH_TIMEOUT(before - bytesUnder(m_folder.filePath(u"data"_s)), shared, patience);
        QCOMPARE(m_control->snapshot()->jobs->size(), 2u);
    }

private:
    void click(const char *name) const
    {
        auto *button = m_window->findChild<QAbstractButton *>(QString::fromLatin1(name));
        QVERIFY(button);
        QTRY_VERIFY_WITH_TIMEOUT(button->isVisible() && button->isEnabled(), patience);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    QString label(const char *name) const { return m_window->findChild<QLabel *>(QString::fromLatin1(name))->text(); }
    /// Types the words and clicks the one result.
    void find(const char *words) const
    {
        auto *field = m_window->findChild<QLineEdit *>(u"searchField"_s);
        field->clear();
        QTest::keyClicks(field, QString::fromLatin1(words));
        auto *results = m_window->findChild<QListView *>(u"searchResults"_s);
        QTRY_VERIFY_WITH_TIMEOUT(results->model()->rowCount() == 1 &&
                                     results->model()->index(0, 0).data().toString().endsWith(QLatin1StringView(words)),
                                 patience);
        QTest::mouseClick(results->viewport(), Qt::LeftButton, {},
                          results->visualRect(results->model()->index(0, 0)).center());
    }
    static void chooseHeld(QTableView *table, const QString &name)
    {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const QModelIndex at = table->model()->index(row, ui::CachedModel::Repo);
            if (at.data().toString() == name)
                QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(at).center());
        }
    }

    QTemporaryDir m_folder;
    fakehub::FakeHub m_hub;
    std::unique_ptr<Dress> m_dress;
    SystemClock m_clock;
    std::unique_ptr<control::Control> m_control;
    std::unique_ptr<ui::MainWindow> m_window;
};

QTEST_MAIN(PredownloadTest)
#include "predownload_test.moc"
