// What is cached: deleting, pinning, verifying, looking at it.
#include "gui/modelsfixture.h"

#include "ui/parts/elidedlabel.h"

#include <QComboBox>
#include <QDesktopServices>

using namespace Qt::StringLiterals;
using namespace mirrorlake;
using namespace mirrorlake::test;
using control::UpkeepVerb;

class CachedModelsTest : public QObject
{
    Q_OBJECT

public slots:
    void rememberUrl(const QUrl &url) { m_opened = url; }

private slots:
    void initTestCase() { m_dress = std::make_unique<Dress>(); }
    void cleanupTestCase() { m_dress.reset(); }

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

QTEST_MAIN(CachedModelsTest)
#include "cached_models_test.moc"
