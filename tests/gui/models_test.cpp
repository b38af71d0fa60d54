// Searching models and their card.
#include "gui/modelsfixture.h"

#include "ui/parts/elidedlabel.h"

#include <QClipboard>
#include <QComboBox>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;
using control::UpkeepVerb;

class ModelsPageTest : public QObject
{
    Q_OBJECT

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

    void aGatedModelSaysThatNoTokenIsStored()
    {
        ModelsFixture fixture(*m_dress);
        fixture.control.work.shelf.onCard = [](const library::CardQuestion &question) {
            library::Card card = sceneCard(question);
            card.repo.isGated = true;
            return card;
        };
        fixture.control.kept.upstream.token.clear();
        fixture.chooseResult(7);
        QCOMPARE(fixture.text("modelAccess"), u"gated, no token stored"_s);
        fixture.control.kept.upstream.token = "hf_token";
        fixture.settle();
        QCOMPARE(fixture.text("modelAccess"), u"gated"_s);
        QVERIFY(!fixture.find<QAbstractButton>("modelAddToken")->isVisible());
        fixture.control.kept.upstream.token.clear();
        fixture.settle();
        QVERIFY(fixture.click("modelAddToken"));
        QVERIFY(fixture.find<QWidget>("field:upstream.token")->isVisible());
    }

    void aSearchThatFindsNothingLeavesNoOtherModelOpen()
    {
        ModelsFixture fixture(*m_dress);
        fixture.chooseResult(0);
        QVERIFY(fixture.tree->isVisible());
        fixture.control.work.shelf.onSearch = [](const library::SearchQuestion &) { return library::SearchAnswer(); };
        QTest::keyClicks(fixture.field, u"nothing"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.tree->isVisible(), patience);
    }

    void resultsAreCopiedFromTheirMenu()
    {
        ModelsFixture fixture(*m_dress);
        fixture.chooseResult(0);
        const auto actions = fixture.results->actions();
        const auto copy = std::ranges::find(actions, u"Copy the name"_s, &QAction::text);
        QVERIFY(copy != actions.end());
        (*copy)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"Qwen/Qwen2.5-7B-Instruct"_s);
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

private:
    std::unique_ptr<Dress> m_dress;
};

QTEST_MAIN(ModelsPageTest)
#include "models_test.moc"
