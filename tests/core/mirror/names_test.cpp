// A repo asked for by a name that is not its own (legacy id, old name, wrong letter case) leads to its own name at the
// very first question, and goes on to when upstream is gone (hub-protocol §1.1).
#include <QTest>

#include "core/mirror/mirrorharness.h"

using namespace mirrorlake;
using namespace mirrorlake::test;
using fakehub::generatedContent;
using fakehub::textContent;

class NamesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_mirror.reset(); }

    void otherNameRedirectsFromTheFirstQuestionOn_data();
    void otherNameRedirectsFromTheFirstQuestionOn();
    void commitUnderAnotherNameRedirectsToo();
    void oneQuestionIsEnoughForAllNames();
    void otherNameOfAGatedRepoOpensNothing();
    void otherNameOfAPrivateRepoLooksMissing();
    void rawAndListingsAnswerByAnyName();

private:
    std::unique_ptr<MirrorHarness> m_mirror;
    std::string m_sha;
};

void NamesTest::init()
{
    m_mirror = std::make_unique<MirrorHarness>();
    auto &world = m_mirror->hub.world();
    m_sha = world.commit("models/gpt2", "main",
                         {{"config.json", textContent("{}")}, {"w.bin", generatedContent(1, 300'000), true}});
    world.rename("models/gpt2", "openai-community/gpt2");
}

void NamesTest::otherNameRedirectsFromTheFirstQuestionOn_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isHead");
    for (const char *name : {"gpt2", "OpenAI-Community/GPT2", "openai-community/Gpt2"}) {
        for (const char *file : {"config.json", "w.bin"}) {
            QTest::addRow("HEAD %s/%s", name, file) << QString::fromUtf8(name) << QString::fromUtf8(file) << true;
            QTest::addRow("GET %s/%s", name, file) << QString::fromUtf8(name) << QString::fromUtf8(file) << false;
        }
    }
}

void NamesTest::otherNameRedirectsFromTheFirstQuestionOn()
{
    QFETCH(QString, name);
    QFETCH(QString, file);
    QFETCH(bool, isHead);
    const std::string path = file.toStdString();
    const std::string bytes = path == "w.bin" ? bytesOf(generatedContent(1, 300'000)) : "{}";
    const auto leadsToItsName = [&] {
        const std::string target = "/" + name.toStdString() + "/resolve/main/" + path;
        const Got got = isHead ? m_mirror->head(target) : m_mirror->get(target);
        QCOMPARE(got.status, 307);
        QCOMPARE(got.header("Location"), "/openai-community/gpt2/resolve/" + m_sha + "/" + path);
        QCOMPARE(got.header("X-Repo-Commit"), m_sha);
        QCOMPARE(got.header("X-Linked-Size"), std::to_string(bytes.size()));
        const Got body = m_mirror->get(got.header("Location"));
        QCOMPARE(body.status, 200);
        QVERIFY(body.body == bytes);
    };
    leadsToItsName(); // cold
    leadsToItsName(); // cached
    m_mirror->hub.stop();
    m_mirror->clock.advance(std::chrono::hours(1));
    leadsToItsName(); // upstream gone
    m_mirror->restart(true);
    leadsToItsName();
}

void NamesTest::commitUnderAnotherNameRedirectsToo()
{
    const Got got = m_mirror->head("/gpt2/resolve/" + m_sha + "/config.json");
    QCOMPARE(got.status, 307);
    QCOMPARE(got.header("Location"), "/openai-community/gpt2/resolve/" + m_sha + "/config.json");
    QCOMPARE(m_mirror->head("/gpt2/resolve/main/none").header("X-Error-Code"), std::string("EntryNotFound"));
}

void NamesTest::oneQuestionIsEnoughForAllNames()
{
    m_mirror->head("/gpt2/resolve/main/w.bin");
    const std::size_t asked = m_mirror->hub.log().count("/w.bin");
    QCOMPARE(m_mirror->head("/openai-community/gpt2/resolve/main/w.bin").status, 307);
    QCOMPARE(m_mirror->head("/gpt2/resolve/main/w.bin").status, 307);
    QCOMPARE(m_mirror->hub.log().count("/w.bin"), asked);
}

void NamesTest::otherNameOfAGatedRepoOpensNothing()
{
    m_mirror->hub.world().gate("models/openai-community/gpt2", {"alice"});
    for (int round = 0; round < 2; ++round) {
        QCOMPARE(m_mirror->head("/gpt2/resolve/main/w.bin").header("X-Error-Code"), std::string("GatedRepo"));
        QCOMPARE(m_mirror->head("/gpt2/resolve/main/w.bin", {bearer("bob")}).header("X-Error-Code"),
                 std::string("GatedRepo"));
        const Got granted = m_mirror->head("/gpt2/resolve/main/w.bin", {bearer("alice")});
        QCOMPARE(granted.header("Location"), "/openai-community/gpt2/resolve/" + m_sha + "/w.bin");
    }
}

void NamesTest::otherNameOfAPrivateRepoLooksMissing()
{
    m_mirror->hub.world().change("models/openai-community/gpt2", [](fakehub::Repo &repo) {
        repo.isPrivate = true;
        repo.members = {"alice"};
    });
    for (int round = 0; round < 2; ++round) {
        for (const MirrorHarness::Headers &headers :
             {MirrorHarness::Headers{}, MirrorHarness::Headers{bearer("bob")}}) {
            const Got hidden = m_mirror->get("/gpt2/resolve/main/w.bin", headers);
            const Got missing = m_mirror->get("/gpt3/resolve/main/w.bin", headers);
            QCOMPARE(hidden.status, missing.status);
            QCOMPARE(hidden.headers.text() + hidden.body, missing.headers.text() + missing.body);
        }
        QCOMPARE(m_mirror->head("/gpt2/resolve/main/w.bin", {bearer("alice")}).status, 307);
    }
}

void NamesTest::rawAndListingsAnswerByAnyName()
{
    QCOMPARE(m_mirror->get("/gpt2/raw/main/config.json").body, std::string("{}"));
    for (const char *target : {"/api/models/gpt2", "/api/models/gpt2/tree/main", "/api/models/gpt2/refs",
                               "/api/models/OPENAI-community/gpt2/revision/main"})
        QCOMPARE(m_mirror->get(target).status, 200);
}

QTEST_GUILESS_MAIN(NamesTest)
#include "names_test.moc"
