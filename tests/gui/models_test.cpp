#include "gui/windowfixture.h"
#include "ui/modelscene.h"

#include "ui/models/cachedmodel.h"
#include "ui/models/filetreemodel.h"
#include "ui/parts/elidedlabel.h"

#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;
using control::UpkeepVerb;

namespace {

constexpr int patience = 20'000;

struct ModelsFixture : WindowFixture
{
    explicit ModelsFixture(Dress &dress, const control::Snapshot &scene = idleScene(), QSize size = {1280, 800})
        : WindowFixture(dress, scene, size)
    {
        control.work.shelf.onSearch = sceneSearch;
        control.work.shelf.onCard = [](const library::CardQuestion &question) { return sceneCard(question); };
        control.work.shelf.heldPage = sceneHeld();
        window->openPage(ui::PageId::Models);
        page = find<QWidget>("modelsPage");
        results = find<QListView>("searchResults");
        field = find<QLineEdit>("searchField");
        tree = find<QTreeView>("fileTree");
        table = find<QTableView>("cachedTable");
        settle();
    }

    void settle() const
    {
        window->refresh();
        for (int i = 0; i < 4; ++i)
            QCoreApplication::processEvents();
    }
    void openCached() const
    {
        auto *tabs = find<QTabBar>("modelTabs");
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
        settle();
    }
    void chooseResult(int row) const
    {
        QTest::mouseClick(results->viewport(), Qt::LeftButton, {},
                          results->visualRect(results->model()->index(row, 0)).center());
        settle();
    }
    void chooseHeld(const QString &name) const
    {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const QModelIndex at = table->model()->index(row, ui::CachedModel::Repo);
            if (at.data().toString() != name)
                continue;
            table->scrollTo(at);
            QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(at).center());
        }
        settle();
    }
    /// Clicks the box of a file as the mouse does.
    void clickBox(const QModelIndex &at) const
    {
        tree->scrollTo(at);
        const QRect rect = tree->visualRect(at);
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, QPoint(rect.left() + 10, rect.center().y()));
        settle();
    }
    QString text(const char *label) const { return find<QLabel>(label)->text(); }
    bool clickLink(const QString &name) const
    {
        for (auto *button : page->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->accessibleName() == name) {
                QTest::mouseClick(button, Qt::LeftButton);
                settle();
                return true;
            }
        }
        return false;
    }

    QWidget *page;
    QListView *results;
    QLineEdit *field;
    QTreeView *tree;
    QTableView *table;
};

} // namespace

class ModelsPageTest : public QObject
{
    Q_OBJECT

public slots:
    void rememberUrl(const QUrl &url) { m_opened = url; }

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

    void typingSearchesOnceAndScrollingFetchesFurtherPages()
    {
        ModelsFixture fixture(*m_dress);
        auto &shelf = fixture.control.work.shelf;
        const std::size_t before = shelf.searches.size();
        QTest::keyClicks(fixture.field, u"Coder"_s);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.results->model()->index(0, 0).data().toString(),
                                  u"Qwen/Qwen2.5-Coder-7B-Instruct"_s, patience);
        QVERIFY(shelf.searches.size() > before);
        QCOMPARE(shelf.searches.back().text, "Coder");
        fixture.field->clear();
        QTRY_VERIFY_WITH_TIMEOUT(fixture.results->model()->rowCount() >= 10, patience);
        for (int i = 0; i < 4; ++i) {
            fixture.results->scrollToBottom();
            fixture.settle();
        }
        QCOMPARE(fixture.results->model()->rowCount(), 30);
    }

    void filtersAndOrderAreAskedForAndCanBeCleared()
    {
        ModelsFixture fixture(*m_dress);
        auto &shelf = fixture.control.work.shelf;
        fixture.find<QComboBox>("taskFilter")->setCurrentIndex(1);
        fixture.find<QComboBox>("formatFilter")->setCurrentIndex(1);
        fixture.find<QComboBox>("licenceFilter")->setCurrentIndex(1);
        fixture.find<QComboBox>("sizeFilter")->setCurrentIndex(2);
        fixture.find<QComboBox>("sortBox")->setCurrentIndex(1);
        const library::SearchQuestion asked = shelf.searches.back();
        QCOMPARE(asked.task, "text-generation");
        QCOMPARE(asked.library, "transformers");
        QCOMPARE(asked.licence, "apache-2.0");
        QCOMPARE(asked.minParameters, 1'000'000'000);
        QCOMPARE(asked.maxParameters, 8'000'000'000);
        QCOMPARE(asked.sort, "downloads");
        shelf.onSearch = [](const library::SearchQuestion &) { return library::SearchAnswer(); };
        QTest::keyClicks(fixture.find<QLineEdit>("authorFilter"), u"nobody"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.results->isVisible(), patience);
        QCOMPARE(shelf.searches.back().author, "nobody");
        QVERIFY(fixture.clickLink(u"Clear filters"_s));
        QVERIFY(shelf.searches.back().task.empty() && shelf.searches.back().author.empty());
    }

    void anEmptyAnswerSaysWhy()
    {
        ModelsFixture fixture(*m_dress);
        auto &shelf = fixture.control.work.shelf;
        const auto becomes = [&](library::Reach reach, const QString &action) {
            shelf.onSearch = [reach](const library::SearchQuestion &) {
                library::SearchAnswer answer;
                answer.reach = reach;
                return answer;
            };
            fixture.find<QComboBox>("sortBox")->setCurrentIndex(
                (fixture.find<QComboBox>("sortBox")->currentIndex() + 1) % 5);
            fixture.settle();
            return !fixture.results->isVisible() && (action.isEmpty() || fixture.clickLink(action));
        };
        QVERIFY(becomes(library::Reach::Upstream, {}));
        QVERIFY(becomes(library::Reach::Offline, u"Go online"_s));
        QCOMPARE(fixture.control.assigned.at(0).key, "upstream.offline");
        QCOMPARE(fixture.control.assigned.at(0).value, "false");
        QVERIFY(becomes(library::Reach::Refused, {}));
        QVERIFY(becomes(library::Reach::Unreachable, u"Health check"_s));
        QVERIFY(fixture.find<QWidget>("healthDialog"));
    }

    void withoutAMirrorTheWayToStartItIsShown()
    {
        ModelsFixture fixture(*m_dress, stoppedScene());
        QVERIFY(fixture.control.work.shelf.searches.empty());
        QVERIFY(fixture.clickLink(u"Start the mirror"_s));
        QCOMPARE(fixture.control.starts, 1);
    }

    void aPastedUrlOpensItsCard()
    {
        ModelsFixture fixture(*m_dress);
        fixture.field->setText(u"https://huggingface.co/BAAI/bge-m3/tree/v1"_s);
        fixture.settle();
        const library::CardQuestion asked = fixture.control.work.shelf.cards.back();
        QVERIFY(asked.repo == repoKey("BAAI/bge-m3"));
        QCOMPARE(asked.revision, "v1");
        QVERIFY(fixture.tree->isVisible());
    }

    void chosenFilesBecomeAJobAndItsEndIsSeen()
    {
        ModelsFixture fixture(*m_dress);
        fixture.chooseResult(4);
        QCOMPARE(fixture.find<ui::ElidedLabel>("modelTitle")->fullText(), u"Qwen/Qwen2.5-Coder-7B-Instruct"_s);
        QVERIFY(fixture.text("selectionSummary").startsWith(u"14 of 14 files"_s));
        QVERIFY(fixture.text("fitHint").startsWith(u"fits"_s));
        const QModelIndex other = fixture.tree->model()->index(2, 0);
        fixture.clickBox(other);
        QVERIFY(fixture.text("selectionSummary").startsWith(u"11 of 14 files"_s));
        QVERIFY(fixture.click("downloadButton"));
        fixture.settle();
        const auto &work = fixture.control.work;
        QCOMPARE(work.orders.size(), 1u);
        QCOMPARE(work.orders[0].choice.files.size(), 11u);
        QVERIFY(work.orders[0].repo == repoKey("Qwen/Qwen2.5-Coder-7B-Instruct"));
        QCOMPARE(work.changes.back().second.position, std::optional(0));
        preload::Job job{.id = 1, .repo = work.orders[0].repo, .revision = work.orders[0].revision};
        job.state = preload::JobState::Done;
        fixture.control.next.jobs = std::make_shared<const std::vector<preload::Job>>(std::vector{job});
        const std::size_t cards = fixture.control.work.shelf.cards.size();
        fixture.settle();
        QCOMPARE(fixture.text("downloadNote"), u"Done"_s);
        QCOMPARE(fixture.control.work.shelf.cards.size(), cards + 1);
        QVERIFY(fixture.click("showDownloadsLink"));
        QVERIFY(fixture.find<QWidget>("downloadsPage")->isVisible());
    }

    void presetsPatternsAndNightsGoIntoTheOrder()
    {
        ModelsFixture fixture(*m_dress);
        fixture.chooseResult(5);
        auto *preset = fixture.find<QComboBox>("presetBox");
        preset->setCurrentIndex(1);
        emit preset->activated(1);
        QVERIFY(fixture.text("selectionSummary").startsWith(u"3 of 4 files"_s));
        QVERIFY(fixture.click("nightlyButton"));
        fixture.settle();
        const preload::JobOrder order = fixture.control.work.orders.back();
        QCOMPARE(order.choice.quantisation, "q4_k_m");
        QVERIFY(order.isKeptCurrent);
        QVERIFY(!order.schedule.empty());
        fixture.find<QLineEdit>("globField")->setText(u"*.nothing"_s);
        QVERIFY(!fixture.find<QAbstractButton>("downloadButton")->isEnabled());
    }

    void whatDoesNotFitIsNotFetched()
    {
        ModelsFixture fixture(*m_dress);
        fixture.control.work.shelf.onCard = [](const library::CardQuestion &question) {
            library::Card card = sceneCard(question);
            card.freeSpace = 1'000'000'000;
            return card;
        };
        fixture.chooseResult(0);
        QVERIFY(fixture.text("fitHint").startsWith(u"needs"_s));
        QVERIFY(!fixture.find<QAbstractButton>("downloadButton")->isEnabled());
    }

    void aClosedRepoSaysWhatItNeeds()
    {
        ModelsFixture fixture(*m_dress);
        fixture.control.work.shelf.onCard = nullptr;
        fixture.control.work.shelf.fault = std::nullopt;
        fixture.control.work.shelf.onCard = [](const library::CardQuestion &) -> Result<library::Card> {
            return fail(ErrorCode::GatedRepo, "gated");
        };
        fixture.chooseResult(7);
        QVERIFY(!fixture.tree->isVisible());
        QVERIFY(fixture.clickLink(u"Add token"_s));
        QVERIFY(fixture.find<QWidget>("settingsPage")->isVisible());
    }

    void nameUrlAndCommandAreCopied()
    {
        ModelsFixture fixture(*m_dress);
        fixture.chooseResult(0);
        const auto actions = fixture.find<QToolButton>("copyMenu")->menu()->actions();
        actions[0]->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"Qwen/Qwen2.5-7B-Instruct"_s);
        actions[1]->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"http://192.168.1.20:8090/Qwen/Qwen2.5-7B-Instruct"_s);
        actions[2]->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 u"HF_ENDPOINT=http://192.168.1.20:8090 hf download Qwen/Qwen2.5-7B-Instruct"_s);
        QVERIFY(fixture.click("pinButton"));
        QCOMPARE(fixture.control.work.upkeepOrders.back().verb, UpkeepVerb::Pin);
        QCOMPARE(fixture.control.work.upkeepOrders.back().text, "Qwen/Qwen2.5-7B-Instruct");
    }

    void deletingAsksInPlaceAndFreesWhatItSaid()
    {
        ModelsFixture fixture(*m_dress);
        fixture.openCached();
        QCOMPARE(fixture.table->model()->rowCount(), 14);
        fixture.chooseHeld(u"stabilityai/stable-diffusion-xl-base-1.0"_s);
        const QString effect = fixture.find<ui::ElidedLabel>("cachedEffect")->fullText();
        QVERIFY2(effect.contains(u"13.6\u00a0GB"_s) && effect.contains(u"335\u00a0MB"_s), qPrintable(effect));
        QVERIFY(fixture.find<QAbstractButton>("deleteFilesButton")->text().contains(u"13.6\u00a0GB"_s));
        auto &work = fixture.control.work;
        const auto removals = [&work] {
            return std::ranges::count(work.upkeepOrders, UpkeepVerb::Remove, &control::UpkeepOrder::verb);
        };
        QVERIFY(fixture.click("deleteFilesButton"));
        QVERIFY(fixture.click("cancelDeleteButton"));
        QCOMPARE(removals(), 0);
        work.upkeepAnswer = [&work](const control::UpkeepOrder &order) {
            control::UpkeepAnswer answer;
            if (order.verb == UpkeepVerb::Remove) {
                answer.swept.freed = 13'600'000'000;
                std::erase_if(work.shelf.heldPage.repos,
                              [](const auto &repo) { return repo.repo.id.text().ends_with("base-1.0"); });
            }
            return answer;
        };
        QVERIFY(fixture.click("deleteFilesButton"));
        QVERIFY(fixture.click("confirmDeleteButton"));
        fixture.settle();
        QCOMPARE(removals(), 1);
        const control::UpkeepOrder order =
            *std::ranges::find(work.upkeepOrders, UpkeepVerb::Remove, &control::UpkeepOrder::verb);
        QCOMPARE(order.text, "stabilityai/stable-diffusion-xl-base-1.0");
        QVERIFY(order.isForGood);
        QCOMPARE(fixture.table->model()->rowCount(), 13);
    }

    void oneRevisionCanGoAlone()
    {
        ModelsFixture fixture(*m_dress);
        fixture.control.work.shelf.heldPage.repos[9].revisions[1].freedBytes = 700'000'000;
        fixture.openCached();
        fixture.chooseHeld(u"Qwen/Qwen2.5-7B-Instruct"_s);
        auto *revisions = fixture.find<QComboBox>("cachedRevisions");
        QVERIFY(revisions->isVisible());
        revisions->setCurrentIndex(2);
        emit revisions->activated(2);
        QVERIFY(fixture.find<QAbstractButton>("deleteFilesButton")->text().contains(u"700\u00a0MB"_s));
        QVERIFY(fixture.click("deleteFilesButton"));
        QVERIFY(fixture.click("confirmDeleteButton"));
        QVERIFY(std::ranges::count(fixture.control.work.upkeepOrders,
                                   "Qwen/Qwen2.5-7B-Instruct@7777777777777777777777777777777777777777",
                                   &control::UpkeepOrder::text) == 1);
    }

    void pinnedReposAreNotDeletedButUnpinned()
    {
        ModelsFixture fixture(*m_dress);
        fixture.openCached();
        fixture.chooseHeld(u"Qwen/Qwen3-32B"_s);
        QVERIFY(!fixture.find<QAbstractButton>("deleteFilesButton")->isEnabled());
        QVERIFY(fixture.click("cachedPinButton"));
        QCOMPARE(fixture.control.work.upkeepOrders.back().verb, UpkeepVerb::Unpin);
    }

    void verifyingTellsHowItGoesAndWhatItFound()
    {
        ModelsFixture fixture(*m_dress);
        fixture.openCached();
        fixture.chooseHeld(u"Qwen/Qwen3-32B"_s);
        const auto becomes = [&fixture](verify::Phase phase, std::int64_t done, std::int64_t damaged) {
            verify::Report report;
            report.number = std::int64_t(fixture.control.work.verifications.size());
            report.phase = phase;
            report.files = 14;
            report.filesDone = done;
            report.damaged = damaged;
            fixture.control.next.verification = std::make_shared<const verify::Report>(report);
            fixture.settle();
            return fixture.find<ui::ElidedLabel>("cachedEffect")->fullText();
        };
        QVERIFY(fixture.click("verifyButton"));
        fixture.settle();
        QCOMPARE(fixture.control.work.verifications.back().what, "Qwen/Qwen3-32B");
        QCOMPARE(becomes(verify::Phase::Reading, 3, 0), u"Verifying: 3 of 14 files"_s);
        QCOMPARE(becomes(verify::Phase::Over, 14, 1), u"1 file is not right and could not be mended."_s);
        QVERIFY(fixture.click("verifyButton"));
        fixture.settle();
        QCOMPARE(becomes(verify::Phase::Over, 14, 0), u"14 files verified, all are right."_s);
    }

    void theFolderOpensAndFilesLeadToTheCard()
    {
        ModelsFixture fixture(*m_dress);
        fixture.openCached();
        fixture.chooseHeld(u"HuggingFaceFW/fineweb-edu"_s);
        QDesktopServices::setUrlHandler(u"file"_s, this, "rememberUrl");
        QVERIFY(fixture.click("openFolderButton"));
        QDesktopServices::unsetUrlHandler(u"file"_s);
        QCOMPARE(m_opened.toLocalFile(), QString::fromStdString(sceneSettings().dataFolder));
        QVERIFY(fixture.click("cachedFilesButton"));
        fixture.settle();
        QVERIFY(fixture.control.work.shelf.cards.back().repo == repoKey("datasets/HuggingFaceFW/fineweb-edu"));
        QVERIFY(fixture.tree->isVisible());
    }

    void anEmptyCacheLeadsToTheSearch()
    {
        ModelsFixture fixture(*m_dress);
        fixture.control.work.shelf.heldPage = {};
        fixture.openCached();
        QVERIFY(!fixture.table->isVisible());
        QVERIFY(fixture.clickLink(u"Search models"_s));
        QVERIFY(fixture.results->isVisible());
    }

private:
    std::unique_ptr<Dress> m_dress;
    QUrl m_opened;
};

QTEST_MAIN(ModelsPageTest)
#include "models_test.moc"
