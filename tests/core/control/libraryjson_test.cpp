// Questions and answers of the library on their way over HTTP.
#include <QtTest>

#include "control/adminservice.h"
#include "control/json/libraryjson.h"

using namespace mirrorlake;
using namespace mirrorlake::control;
using namespace mirrorlake::library;

namespace {

const std::string token(64, 'a');

HeldRepo heldRepo()
{
    HeldRepo repo{{RepoType::Dataset, *RepoId::parse("org/data")}};
    repo.held = {10, 2, 30, Pinned::Partly};
    repo.sharedBytes = 4;
    repo.freedBytes = 5;
    repo.hits = 6;
    repo.arrivedAt = 7;
    repo.isGone = true;
    repo.isGated = true;
    repo.revisions = {{std::string(40, 'c'), {"main", "v1"}, 8, 9, 10, 11}};
    return repo;
}

FoundRepo foundRepo()
{
    FoundRepo repo{{RepoType::Model, *RepoId::parse("org/name")}};
    repo.isGated = repo.isPrivate = repo.isGone = true;
    repo.downloads = 1;
    repo.likes = 2;
    repo.parameters = 3;
    repo.lastModified = "2026-01-02T03:04:05.000Z";
    repo.createdAt = "2026-01-01T03:04:05.000Z";
    repo.task = "fill-mask";
    repo.library = "transformers";
    repo.licence = "mit";
    repo.tags = {"a", "b \xe6\xb0\xb4"};
    repo.held = {10, 2, 30, Pinned::Whole};
    return repo;
}

/// Answers with what it was given, and remembers what it was asked.
class ScriptedLibrary final : public Library
{
public:
    SearchQuestion asked;
    CardQuestion askedCard{{RepoType::Model, *RepoId::parse("none")}};
    HeldQuestion askedHeld;
    std::string askedWhat;
    std::optional<Error> fault;

    void search(SearchQuestion question, Then<SearchAnswer> then) override
    {
        asked = std::move(question);
        give(then, SearchAnswer{{}, {}, Reach::Offline, {}});
    }
    void card(CardQuestion question, Then<Card> then) override
    {
        askedCard = std::move(question);
        give(then, Card{foundRepo(), "main"});
    }
    void held(HeldQuestion question, Then<HeldPage> then) override
    {
        askedHeld = std::move(question);
        give(then, HeldPage{{heldRepo()}, 1, 10, 2, 3, 4});
    }
    void find(std::string what, Then<FindAnswer> then) override
    {
        askedWhat = std::move(what);
        give(then, FindAnswer{});
    }

private:
    template<typename T>
    void give(const Then<T> &then, T answer) const
    {
        fault ? then(fail(*fault)) : then(std::move(answer));
    }
};

class ScriptedOperations final : public Operations
{
public:
    ScriptedLibrary scripted;

    void listJobs(control::Then<JobList> then) override { noOperations().listJobs(then); }
    void jobDetail(preload::JobId, control::Then<preload::JobDetail>) override {}
    void addJob(preload::JobOrder, control::Then<preload::JobId>) override {}
    void changeJob(preload::JobId, preload::JobChange, control::Then<void>) override {}
    void commandJob(preload::JobId, preload::JobCommand, control::Then<void>) override {}
    void removeJob(preload::JobId, control::Then<void>) override {}
    void upkeep(UpkeepOrder, control::Then<UpkeepAnswer>) override {}
    void verify(verify::Order, control::Then<std::int64_t>) override {}
    void cancelVerification(control::Then<void>) override {}
    void verification(control::Then<VerifyReport>) override {}
    void importFolder(adopt::Order, control::Then<std::int64_t>) override {}
    void cancelImport(control::Then<void>) override {}
    void importReport(control::Then<ImportReport>) override {}
    void checkup(control::Then<Checkup>) override {}
    Library &library() override { return scripted; }
};

} // namespace

class LibraryJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void answersComeBackTheSame();
    void whatIsNoMirrorlakesIsAnError();
    void questionsComeBackTheSame();
    void wrongQueriesAreRefused_data();
    void wrongQueriesAreRefused();
    void theRoutesAskTheLibrary();
    void aMirrorThatDoesNotRunRefuses();

private:
    HttpReply get(const std::string &target)
    {
        AdminService service({hostRules(settings::ServerSettings()), token},
                             {[] { return std::make_shared<const Snapshot>(); }, &m_operations, nullptr, nullptr, {}});
        auto request = std::make_shared<HttpRequest>();
        request->target = "/-/api/v1" + target;
        request->headers = {{"Host", "localhost"}, {"Authorization", "Bearer " + token}};
        HttpReply answer;
        service.serve(request, [&](HttpReply reply) { answer = std::move(reply); });
        return answer;
    }

    ScriptedOperations m_operations;
};

void LibraryJsonTest::answersComeBackTheSame()
{
    const SearchAnswer search{{foundRepo()}, "next page", Reach::Refused, "because"};
    const auto searched = searchAnswerFromJson(toJson(search));
    QVERIFY(searched && searched->next == search.next && searched->reach == search.reach);
    QCOMPARE(searched->reason, search.reason);
    QCOMPARE(toJson(*searched), toJson(search));
    QVERIFY(searched->repos[0].held == search.repos[0].held);

    Card card{foundRepo(), "v1", std::string(40, 'd'), "a\nsummary"};
    card.refs = {{"main", std::string(40, 'd')}};
    card.revisions = heldRepo().revisions;
    card.files = {{"a/b.bin", 1, "hash", true, Presence::Partial, 2}};
    card.fileCount = 3;
    card.bytes = 4;
    card.heldBytes = 5;
    card.freedBytes = 6;
    card.freeSpace = 7;
    card.quantisations = {{"Q4_K_M", 8, 9, 10}};
    card.reach = Reach::Unreachable;
    card.reason = "because";
    const auto shown = cardFromJson(toJson(card));
    QVERIFY(shown && shown->files == card.files && shown->refs == card.refs && shown->revisions == card.revisions);
    QVERIFY(shown->quantisations == card.quantisations);
    QCOMPARE(toJson(*shown), toJson(card));

    const HeldPage page{{heldRepo()}, 1, 2, 3, 4, 5};
    const auto listed = heldPageFromJson(toJson(page));
    QVERIFY(listed && listed->repos == page.repos && listed->freeSpace == 5);
    QCOMPARE(toJson(*listed), toJson(page));

    FindAnswer found{{heldRepo()}, {{heldRepo().repo, std::string(40, 'c'), "p", "h", 1, true}}, true, "stray", 6};
    const auto places = findAnswerFromJson(toJson(found));
    QVERIFY(places && places->repos == found.repos && places->files == found.files && places->hasMore);
    QCOMPARE(toJson(*places), toJson(found));
}

void LibraryJsonTest::whatIsNoMirrorlakesIsAnError()
{
    for (const char *json : {"", "[]", "7", "<html>", R"({"repos":3})", R"({"repos":[{"likes":"many"}]})",
                             R"({"repos":[7]})", R"({"reach":1})"}) {
        const auto answer = searchAnswerFromJson(json);
        QVERIFY2(!answer && answer.error().code == ErrorCode::UpstreamBroken, json);
    }
    QVERIFY(searchAnswerFromJson(R"({"reach":"a word of tomorrow","colour":"red"})"));
}

void LibraryJsonTest::questionsComeBackTheSame()
{
    SearchQuestion question;
    QCOMPARE(queryOf(question), std::string());
    question.type = RepoType::Dataset;
    question.text = "a b&c=\xe6\xb0\xb4";
    question.author = "org";
    question.task = "t";
    question.library = "l";
    question.licence = "mit";
    question.minParameters = 7;
    question.maxParameters = 9;
    question.sort = "likes";
    question.isAscending = true;
    question.isHereOnly = true;
    question.limit = 3;
    question.cursor = "c+1";
    const auto read = searchQuestionFrom(queryOf(question));
    QVERIFY(read && read->type == RepoType::Dataset && read->text == question.text && read->limit == 3);
    QVERIFY(read->isAscending && read->isHereOnly && read->maxParameters == 9 && read->cursor == "c+1");
    QCOMPARE(queryOf(*read), queryOf(question));

    const CardQuestion card{{RepoType::Dataset, *RepoId::parse("org/data")}, "refs/pr/1", true, 4, 5};
    const auto readCard = cardQuestionFrom(queryOf(card));
    QVERIFY(readCard && readCard->repo == card.repo && readCard->revision == card.revision);
    QCOMPARE(queryOf(*readCard), queryOf(card));

    const HeldQuestion held{"x", "space", "hits", true, 2, 3};
    const auto readHeld = heldQuestionFrom(queryOf(held));
    QVERIFY(readHeld && readHeld->type == "space" && readHeld->offset == 2);
    QCOMPARE(queryOf(*readHeld), queryOf(held));
}

void LibraryJsonTest::wrongQueriesAreRefused_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target :
         {"/search?type=house", "/search?limit=many", "/search?limit=-1", "/repo", "/repo?repo=a/b/c",
          "/repo?repo=org/name&type=7", "/repo?repo=org/name&offset=1e9", "/held?limit=x"})
        QTest::newRow(target) << QByteArray(target);
}

void LibraryJsonTest::wrongQueriesAreRefused()
{
    QFETCH(QByteArray, target);
    QCOMPARE(get(target.toStdString()).status, 400);
}

void LibraryJsonTest::theRoutesAskTheLibrary()
{
    HttpReply reply = get("/search?text=two%20words&type=dataset&here=true");
    QCOMPARE(reply.status, 200);
    QCOMPARE(m_operations.scripted.asked.text, std::string("two words"));
    QVERIFY(m_operations.scripted.asked.isHereOnly);
    QVERIFY(reply.text.find("offline mode is on") != std::string::npos);
    QCOMPARE(get("/repo?repo=org/name&revision=v1").status, 200);
    QCOMPARE(m_operations.scripted.askedCard.revision, std::string("v1"));
    QVERIFY(heldPageFromJson(get("/held?sort=size").text)->repos == std::vector{heldRepo()});
    QCOMPARE(m_operations.scripted.askedHeld.sort, std::string("size"));
    QCOMPARE(get("/find?what=a%20b").status, 200);
    QCOMPARE(m_operations.scripted.askedWhat, std::string("a b"));
    m_operations.scripted.fault = Error{ErrorCode::RepoNotFound, "no such repository", 0};
    QCOMPARE(get("/repo?repo=org/name").status, 404);
}

void LibraryJsonTest::aMirrorThatDoesNotRunRefuses()
{
    std::optional<ErrorCode> code;
    noOperations().library().search({}, [&](const auto &answer) { code = answer.error().code; });
    QCOMPARE(code, ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(LibraryJsonTest)
#include "libraryjson_test.moc"
