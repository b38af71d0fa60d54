// The library on real rooms, in front of a fake Hub.
#include <QtTest>

#include "core/preload/preloadrig.h"
#include "library/locallibrary.h"
#include "sweep/sweeper.h"

#include <QtCore/QTemporaryDir>

#include <future>

using namespace mirrorlake;
using namespace mirrorlake::library;
using test::orderOf;

namespace {

RepoKey key(const char *id, RepoType type = RepoType::Model)
{
    return {type, *RepoId::parse(id)};
}

template<typename T, typename Ask>
Result<T> answerOf(Ask ask)
{
    auto answer = std::make_shared<std::promise<Result<T>>>();
    auto future = answer->get_future();
    ask([answer](Result<T> result) { answer->set_value(std::move(result)); });
    return future.get();
}

std::vector<std::string> names(const std::vector<FoundRepo> &repos)
{
    std::vector<std::string> found;
    for (const FoundRepo &repo : repos)
        found.push_back(repo.repo.id.text());
    return found;
}

using Names = std::vector<std::string>;

} // namespace

class LibraryTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void upstreamIsSearchedAndMarkedWithWhatIsHere();
    void pagesFollowUpstreamsCursor();
    void theQuestionReachesUpstreamInItsWords();
    void withoutUpstreamTheCatalogueAnswersAndSaysWhy();
    void offlineOpensNoSocketAndSaysSo();
    void nothingFoundSaysWhy();
    void whatUpstreamDoesNotListIsShownFirst();
    void onlyWhatIsHereOnRequest();
    void wrongQuestionsAreRefused();
    void aCardHasInfoRefsFilesAndQuantisations();
    void aCardWithoutUpstreamSaysWhatIsHere();
    void aCardOfWhatIsNotThereIsAnError();
    void aPrivateRepoIsShownByTheMirrorsOwnRight();
    void removingFreesWhatWasSaid();
    void findsByNameFileAndHash();
    void stoppedItRefuses();

private:
    void fetch(const char *wish)
    {
        const auto id = m_rig->add(orderOf(wish));
        QCOMPARE(m_rig->waitFor(id, preload::JobState::Done).state, preload::JobState::Done);
        QVERIFY(sweep::Librarian(m_rig->catalog(), m_rig->store(), m_clock).reconcile([] { return true; }));
        m_library->changed();
    }
    void openLibrary(bool isOffline = false, const std::string &token = {})
    {
        m_library.reset();
        upstream::HubOptions options{{{m_rig->hub.url(), token}}, {}, isOffline};
        m_upstream = upstream::makeHub(std::move(options), m_clock);
        m_library =
            std::make_unique<LocalLibrary>(LocalLibrary::Parts{m_rig->catalog(), m_rig->store(), *m_upstream, m_clock});
    }
    Result<SearchAnswer> search(SearchQuestion question)
    {
        return answerOf<SearchAnswer>([&](auto then) { m_library->search(std::move(question), then); });
    }
    Result<Card> card(CardQuestion question)
    {
        return answerOf<Card>([&](auto then) { m_library->card(std::move(question), then); });
    }
    Result<HeldPage> held(HeldQuestion question = {})
    {
        return answerOf<HeldPage>([&](auto then) { m_library->held(std::move(question), then); });
    }
    Result<FindAnswer> find(const std::string &what)
    {
        return answerOf<FindAnswer>([&](auto then) { m_library->find(what, then); });
    }

    SystemClock m_clock;
    std::unique_ptr<test::PreloadRig> m_rig;
    std::unique_ptr<upstream::Hub> m_upstream;
    std::unique_ptr<LocalLibrary> m_library;
    std::string m_sha;
};

void LibraryTest::init()
{
    m_rig = std::make_unique<test::PreloadRig>();
    fakehub::World &world = m_rig->hub.world();
    m_sha = world.commit("models/org/name", "main",
                         {{"README.md", fakehub::textContent("---\nlicense: mit\n---\n# Name\n\nA *small* model.")},
                          {"config.json", fakehub::textContent("{}")},
                          {"name-Q4_K_M.gguf", fakehub::generatedContent(1, 40'000), true},
                          {"name-Q8_0.gguf", fakehub::generatedContent(2, 80'000), true}});
    world.commit("models/org/other", "main",
                 {{"name-Q8_0.gguf", fakehub::generatedContent(2, 80'000), true},
                  {"x.bin", fakehub::generatedContent(3, 30'000), true}});
    world.commit("models/else/third", "main", {{"y.bin", fakehub::generatedContent(4, 10'000), true}});
    world.change("models/org/name", [](fakehub::Repo &repo) {
        repo.downloads = 500;
        repo.tags = {"safetensors", "license:mit"};
        repo.isGated = true;
    });
    world.change("models/org/other", [](fakehub::Repo &repo) { repo.downloads = 300; });
    world.change("models/else/third", [](fakehub::Repo &repo) {
        repo.downloads = 100;
        repo.pipelineTag = "fill-mask";
    });
    m_rig->restart();
    openLibrary();
}

void LibraryTest::cleanup()
{
    if (m_upstream)
        m_upstream->stop();
    m_library.reset();
    m_upstream.reset();
    m_rig.reset();
}

void LibraryTest::upstreamIsSearchedAndMarkedWithWhatIsHere()
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

void LibraryTest::pagesFollowUpstreamsCursor()
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

void LibraryTest::theQuestionReachesUpstreamInItsWords()
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

void LibraryTest::withoutUpstreamTheCatalogueAnswersAndSaysWhy()
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

void LibraryTest::offlineOpensNoSocketAndSaysSo()
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

void LibraryTest::nothingFoundSaysWhy()
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

void LibraryTest::whatUpstreamDoesNotListIsShownFirst()
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

void LibraryTest::onlyWhatIsHereOnRequest()
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

void LibraryTest::wrongQuestionsAreRefused()
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

void LibraryTest::aCardHasInfoRefsFilesAndQuantisations()
{
    m_rig->hub.world().setRef("models/org/name", "refs/tags/v1", m_sha);
    fetch("org/other");
    const auto shown = card({key("org/name")});
    QVERIFY2(shown, shown ? "" : shown.error().message.c_str());
    QCOMPARE(shown->commit, m_sha);
    QVERIFY(shown->repo.isGated);
    QCOMPARE(shown->repo.downloads, std::int64_t{500});
    QCOMPARE(shown->repo.licence, std::string("mit"));
    QVERIFY(std::ranges::find(shown->refs, CardRef{"v1", m_sha}) != shown->refs.end());
    QCOMPARE(shown->fileCount, std::int64_t{4});
    QCOMPARE(shown->files.size(), 4u);
    QCOMPARE(shown->files[3].path, std::string("name-Q8_0.gguf"));
    QVERIFY(shown->files[3].presence == Presence::Complete); // the other repo has the same
    QVERIFY(shown->files[2].presence == Presence::Missing);
    QCOMPARE(shown->heldBytes, std::int64_t{80'000});
    QVERIFY(shown->bytes > 120'000 && shown->freeSpace > 0);
    QVERIFY(shown->quantisations == (std::vector<Quantisation>{{"Q4_K_M", 40'000, 0, 1}, {"Q8_0", 80'000, 80'000, 1}}));
    const auto second = card({key("org/name"), "main", false, 3, 1});
    QVERIFY(second && second->files.size() == 1 && second->files[0].path == "name-Q8_0.gguf");
    QCOMPARE(second->fileCount, std::int64_t{4});
}

void LibraryTest::aCardWithoutUpstreamSaysWhatIsHere()
{
    fetch("org/other");
    m_rig->hub.stop();
    const auto shown = card({key("org/other")});
    QVERIFY2(shown, shown ? "" : shown.error().message.c_str());
    QVERIFY(shown->reach == Reach::Unreachable && !shown->reason.empty());
    QCOMPARE(shown->fileCount, std::int64_t{2});
    QCOMPARE(shown->heldBytes, std::int64_t{110'000});
    QCOMPARE(shown->revisions.size(), 1u);
    const auto here = card({key("org/other"), "main", true});
    QVERIFY(here && here->reach == Reach::NotAsked && here->reason.empty());
    QVERIFY(!card({key("org/name"), "main", true}));
}

void LibraryTest::aCardOfWhatIsNotThereIsAnError()
{
    const auto missing = card({key("org/nothing")});
    QVERIFY(!missing && missing.error().code == ErrorCode::RepoNotFound);
    const auto revision = card({key("org/other"), "v9"});
    QVERIFY(!revision && revision.error().code == ErrorCode::RevisionNotFound);
    QVERIFY(!card({key("org/other"), "../x"}));
}

void LibraryTest::aPrivateRepoIsShownByTheMirrorsOwnRight()
{
    m_rig->hub.world().change("models/else/third", [](fakehub::Repo &repo) {
        repo.isPrivate = true;
        repo.members = {"alice"};
    });
    QVERIFY(!card({key("else/third")}));
    openLibrary(false, fakehub::tokenOf("alice"));
    const auto shown = card({key("else/third")});
    QVERIFY2(shown, shown ? "" : shown.error().message.c_str());
    QVERIFY(shown->repo.isPrivate);
    QCOMPARE(shown->fileCount, std::int64_t{1});
    const auto kept = m_rig->catalog().loadDocument("/api/models/else/third/revision/main");
    QVERIFY(!kept || !*kept); // nothing of a closed repo is kept for others
}

void LibraryTest::removingFreesWhatWasSaid()
{
    fetch("org/other");
    const auto page = held();
    QVERIFY(page && page->repos.size() == 1);
    QCOMPARE(page->repos[0].freedBytes, std::int64_t{110'000});
    sweep::Sweeper sweeper({m_rig->catalog(), m_rig->store(), m_clock, [] { return std::vector<BlobHash>(); }}, {});
    const auto gone = sweeper.remove(*sweep::Pin::parse("org/other"), true);
    QVERIFY(gone);
    QCOMPARE(gone->freed, page->repos[0].freedBytes);
    m_library->changed();
    QVERIFY(held()->repos.empty());
}

void LibraryTest::findsByNameFileAndHash()
{
    fetch("org/other");
    auto found = find("OTHER");
    QVERIFY(found && found->repos.size() == 1 && found->files.empty());
    found = find("x.bin");
    QVERIFY(found && found->files.size() == 1 && found->files[0].isHere);
    QCOMPARE(found->files[0].repo.id.text(), std::string("org/other"));
    QCOMPARE(found->files[0].size, std::int64_t{30'000});
    const std::string hash = found->files[0].hash;
    found = find(hash.substr(0, 12));
    QVERIFY(found && found->files.size() == 1 && found->files[0].path == "x.bin");
    found = find(found->files[0].commit);
    QVERIFY(found && found->repos.size() == 1);
    found = find("*.gguf");
    QVERIFY(found && found->files.size() == 1);
    m_rig->catalog().removeTree(key("org/other"), *CommitSha::parse(m_rig->hub.world().head("models/org/other")));
    m_library->changed();
    found = find(hash);
    QVERIFY(found && found->files.empty());
    QCOMPARE(found->strayBlob, hash);
    QCOMPARE(found->strayBytes, std::int64_t{30'000});
}

void LibraryTest::stoppedItRefuses()
{
    m_upstream->stop();
    m_library->stop();
    const auto answer = search({});
    QVERIFY(!answer && answer.error().code == ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(LibraryTest)
#include "library_test.moc"
