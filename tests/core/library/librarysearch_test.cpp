// Searching upstream and here.
#include <QTest>

#include "core/library/libraryfixture.h"

using namespace mirrorlake;
using namespace mirrorlake::library;

class LibrarySearchTest : public LibraryFixture
{
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { end(); }
    void upstreamIsSearchedAndMarkedWithWhatIsHere();
    void pagesFollowUpstreamsCursor();
    void theQuestionReachesUpstreamInItsWords();
    void withoutUpstreamTheCatalogueAnswersAndSaysWhy();
    void offlineOpensNoSocketAndSaysSo();
    void nothingFoundSaysWhy();
    void whatUpstreamDoesNotListIsShownFirst();
    void onlyWhatIsHereOnRequest();
    void wrongQuestionsAreRefused();
};

void LibrarySearchTest::upstreamIsSearchedAndMarkedWithWhatIsHere()
{
    fetch("org/other");
    SearchQuestion question;
    question.sort = "downloads";
    const auto answer = search(question);
    QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
    QVERIFY(answer->reach == Reach::Upstream);
    QVERIFY(names(answer->repos) == (Names{"org/name", "org/other", "else/third"}));
    QVERIFY(answer->repos[0].isGated);
    QCOMPARE(answer->repos[0].licence, std::string("mit"));
    QCOMPARE(answer->repos[0].held.bytes, std::int64_t{0});
    QVERIFY(!answer->repos[1].isGated);
    QCOMPARE(answer->repos[1].held.bytes, std::int64_t{110'000});
    QVERIFY(answer->repos[1].held.lastUsedAt > 0);
    QCOMPARE(answer->repos[2].task, std::string("fill-mask"));
    QVERIFY(answer->whyEmpty().empty());
}

void LibrarySearchTest::pagesFollowUpstreamsCursor()
{
    SearchQuestion question;
    question.sort = "downloads";
    question.limit = 2;
    auto answer = search(question);
    QVERIFY(answer && answer->repos.size() == 2 && !answer->next.empty());
    question.cursor = answer->next;
    answer = search(question);
    QVERIFY(answer && names(answer->repos) == Names{"else/third"});
    QVERIFY(answer->next.empty());
}

void LibrarySearchTest::theQuestionReachesUpstreamInItsWords()
{
    SearchQuestion question;
    question.text = "two words";
    question.author = "org";
    question.task = "fill-mask";
    question.library = "transformers";
    question.licence = "MIT";
    question.minParameters = 1'000'000;
    question.sort = "updated";
    QVERIFY(search(question));
    question.type = RepoType::Dataset;
    QVERIFY(search(question));
    const auto &log = m_rig->hub.log();
    QCOMPARE(log.count("/api/models?search=two%20words&author=org&pipeline_tag=fill-mask&filter=transformers&"
                       "filter=license%3Amit&num_parameters=min%3A1000000&sort=lastModified&direction=-1"),
             std::size_t{1});
    QCOMPARE(log.count("filter=task_categories%3Afill-mask&filter=library%3Atransformers"), std::size_t{1});
}

void LibrarySearchTest::withoutUpstreamTheCatalogueAnswersAndSaysWhy()
{
    fetch("org/other");
    m_rig->hub.stop();
    SearchQuestion question;
    question.text = "OTHER";
    const auto answer = search(question);
    QVERIFY(answer && names(answer->repos) == Names{"org/other"});
    QVERIFY(answer->reach == Reach::Unreachable);
    QVERIFY(!answer->reason.empty());
    QCOMPARE(answer->repos[0].held.bytes, std::int64_t{110'000});
}

void LibrarySearchTest::offlineOpensNoSocketAndSaysSo()
{
    fetch("org/other");
    openLibrary(true);
    const auto before = m_rig->hub.connectionsAccepted();
    SearchQuestion question;
    const auto answer = search(question);
    QVERIFY(answer && names(answer->repos) == Names{"org/other"});
    QVERIFY(answer->reach == Reach::Offline);
    question.text = "name that nobody has";
    QVERIFY(search(question)->whyEmpty().starts_with("offline mode is on"));
    const auto shown = card({key("org/other")});
    QVERIFY(shown && shown->reach == Reach::Offline && shown->heldBytes == 110'000);
    QCOMPARE(m_rig->hub.connectionsAccepted(), before);
}

void LibrarySearchTest::nothingFoundSaysWhy()
{
    SearchQuestion question;
    question.text = "nobody";
    auto answer = search(question);
    QVERIFY(answer && answer->repos.empty());
    QVERIFY(answer->whyEmpty().starts_with("nothing fits"));
    m_rig->hub.knobs().add({.match = "/api/models?", .status = 403});
    answer = search(question);
    QVERIFY(answer && answer->reach == Reach::Refused);
    QVERIFY(answer->whyEmpty().starts_with("upstream refused"));
}

void LibrarySearchTest::whatUpstreamDoesNotListIsShownFirst()
{
    fetch("else/third");
    auto record = *m_rig->catalog().repo(key("else/third"));
    record.presence = catalog::Presence::Gone;
    m_rig->catalog().putRepo(record);
    m_rig->hub.world().erase("models/else/third");
    SearchQuestion question;
    question.limit = 2;
    auto answer = search(question);
    QVERIFY(answer && names(answer->repos).front() == "else/third");
    QVERIFY(answer->repos[0].isGone && answer->repos[0].held.bytes == 10'000);
}

void LibrarySearchTest::onlyWhatIsHereOnRequest()
{
    fetch("org/other");
    fetch("else/third");
    m_rig->hub.log().clear();
    SearchQuestion question;
    question.isHereOnly = true;
    question.sort = "downloads";
    question.limit = 1;
    auto answer = search(question);
    QVERIFY(answer && names(answer->repos) == Names{"org/other"});
    QVERIFY(answer->reach == Reach::NotAsked);
    question.cursor = answer->next;
    answer = search(question);
    QVERIFY(answer && names(answer->repos) == Names{"else/third"} && answer->next.empty());
    QCOMPARE(m_rig->hub.log().count("/api/models?"), std::size_t{0});
}

void LibrarySearchTest::wrongQuestionsAreRefused()
{
    for (const auto &spoil : std::vector<std::function<void(SearchQuestion &)>>{
             [](SearchQuestion &question) { question.sort = "beauty"; },
             [](SearchQuestion &question) { question.limit = 0; },
             [](SearchQuestion &question) { question.limit = 101; },
             [](SearchQuestion &question) { question.text = "a\nb"; },
             [](SearchQuestion &question) { question.type = RepoType::Space; },
             [](SearchQuestion &question) { question.minParameters = -1; }}) {
        SearchQuestion question;
        spoil(question);
        const auto answer = search(question);
        QVERIFY(!answer && answer.error().code == ErrorCode::BadRequest);
    }
    HeldQuestion question;
    question.sort = "beauty";
    QVERIFY(!held(question));
    QVERIFY(!find(""));
    QVERIFY(!find("a\nb"));
}

QTEST_GUILESS_MAIN(LibrarySearchTest)
#include "librarysearch_test.moc"
