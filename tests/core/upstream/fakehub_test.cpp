// The Hub interface against the fake Hub: every kind of file, renames, rights, and faults that the fake Hub makes.
#include "core/upstream/collectingsink.h"
#include "fakehub/fakehub.h"
#include "fakehub/seeds.h"
#include "upstream/hubstatus.h"
#include "upstream/routes.h"

#include <QTest>

using namespace mirrorlake;
using namespace mirrorlake::upstream;
using namespace mirrorlake::test;
using fakehub::FakeHub;

namespace {

std::string bytesOf(const fakehub::Content &content)
{
    std::string bytes(static_cast<std::size_t>(content.size()), '\0');
    content.read(0, bytes);
    return bytes;
}

RepoKey keyOf(const std::string &key)
{
    return *RepoKey::parse("hf:" + key);
}

} // namespace

class FakeHubTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_fake = std::make_unique<FakeHub>();
        for (const char *seed : {"small", "odd", "gated", "private", "renamed", "legacy", "data"})
            QVERIFY(fakehub::addSeed(m_fake->world(), seed));
        QVERIFY(m_fake->start().has_value());
        HubOptions options;
        options.routes = {{.url = m_fake->url()}};
        options.client.stallTimeout = std::chrono::milliseconds(300);
        m_hub = makeHub(options, m_clock);
    }

    void everyFileOfEveryRepoComesAsItIs()
    {
        int files = 0;
        for (const fakehub::RepoPtr &repo : m_fake->world().all()) {
            if (repo->isPrivate || repo->isGated || repo->isDisabled)
                continue;
            for (const auto &[name, file] : repo->resolve("main")->files) {
                const Result<FileFacts> facts =
                    m_hub->file(keyOf(repo->key()), *Revision::parse("main"), *RepoPath::parse(name), {});
                QVERIFY2(facts.has_value(), (name + ": " + (facts ? "" : facts.error().message)).c_str());
                QCOMPARE(facts->blob.text(), file.isLfs ? file.content->sha256() : file.content->gitOid());
                QCOMPARE(facts->size, file.content->size());
                QCOMPARE(facts->isLfs, file.isLfs);
                const FileSource source{keyOf(repo->key()),
                                        facts->commit,
                                        *RepoPath::parse(name),
                                        facts->blob,
                                        facts->size,
                                        file.isLfs,
                                        {},
                                        {}};
                CollectingSink sink;
                const Result<void> result = m_hub->bytes(source, {0, facts->size}, sink);
                QVERIFY2(result.has_value(), (name + ": " + (result ? "" : result.error().message)).c_str());
                QVERIFY(sink.body == bytesOf(*file.content));
                ++files;
            }
        }
        QVERIFY(files > 10);
        QCOMPARE(m_fake->log().count([](const auto &line) { return line.listener == "cdn" && line.hasAuthorization; }),
                 std::size_t(0));
    }

    void rangesOfALargeFileAreRight()
    {
        const std::string whole = bytesOf(*largeFile().content);
        const std::int64_t size = static_cast<std::int64_t>(whole.size());
        for (const ByteRange range :
             {ByteRange{0, 1}, ByteRange{1, size / 2}, ByteRange{size / 2, size}, ByteRange{size - 1, size}}) {
            CollectingSink sink;
            QVERIFY(m_hub->bytes(largeSource(), range, sink).has_value());
            QVERIFY(sink.body ==
                    whole.substr(static_cast<std::size_t>(range.begin), static_cast<std::size_t>(range.length())));
        }
        QCOMPARE(m_fake->log().count([](const auto &line) { return line.listener == "hub"; }), std::size_t(1));
    }

    void faultsAreNoticedBeforeOrWithTheLastByte_data()
    {
        QTest::addColumn<int>("fault");
        for (int fault = 0; fault < static_cast<int>(faults().size()); ++fault)
            QTest::addRow("fault %d", fault) << fault;
    }

    void faultsAreNoticedBeforeOrWithTheLastByte()
    {
        QFETCH(int, fault);
        fakehub::Rule rule = faults().at(static_cast<std::size_t>(fault));
        rule.listener = "cdn";
        rule.times = rule.redirectLoop ? -1 : 1;
        m_fake->knobs().add(rule);
        const std::string whole = bytesOf(*largeFile().content);
        CollectingSink sink;
        const Result<void> result = m_hub->bytes(largeSource(), {100, 5000}, sink);
        QVERIFY(!result.has_value());
        const ErrorCode code = result.error().code;
        QVERIFY2(code == ErrorCode::UpstreamBroken || code == ErrorCode::UpstreamFailed ||
                     code == ErrorCode::UpstreamIgnoresRange || code == ErrorCode::UpstreamTimeout ||
                     code == ErrorCode::UpstreamRateLimited,
                 result.error().message.c_str());
        QVERIFY(whole.compare(100, sink.body.size(), sink.body) == 0);

        m_fake->knobs().clear();
        CollectingSink rest; // the caller goes on from the exact byte
        const auto from = 100 + static_cast<std::int64_t>(sink.body.size());
        if (from < 5000) {
            QVERIFY(m_hub->bytes(largeSource(), {from, 5000}, rest).has_value());
            QVERIFY(sink.body + rest.body == whole.substr(100, 4900));
        }
    }

    void expiredSignatureIsMended()
    {
        CollectingSink first;
        QVERIFY(m_hub->bytes(largeSource(), {0, 10}, first).has_value());
        m_fake->expireSignatures();
        CollectingSink second;
        QVERIFY(m_hub->bytes(largeSource(), {10, 20}, second).has_value());
        QCOMPARE(m_fake->log().count([](const auto &line) { return line.listener == "cdn" && line.status == 403; }),
                 std::size_t(1));
    }

    void gatedFileNeedsTheCallersRight()
    {
        const std::vector<fakehub::RepoPtr> repos = m_fake->world().all();
        const fakehub::RepoPtr repo = *std::ranges::find_if(repos, [](const auto &each) { return each->isGated; });
        for (const auto &[path, file] : repo->resolve("main")->files) {
            if (!file.isLfs)
                continue;
            const auto ask = [&, path = path](const std::string &token) {
                return m_hub->file(keyOf(repo->key()), *Revision::parse("main"), *RepoPath::parse(path), {token});
            };
            QCOMPARE(ask("").error().code, ErrorCode::GatedRepo);
            QVERIFY(ask(fakehub::tokenOf(*repo->members.begin())).has_value());
        }
    }

    void absenceIsTold()
    {
        const auto ask = [&](const char *repo, const char *revision, const char *path) {
            return m_hub->file(keyOf(repo), *Revision::parse(revision), *RepoPath::parse(path), {}).error().code;
        };
        QCOMPARE(ask("models/test/small", "main", "nope"), ErrorCode::EntryNotFound);
        QCOMPARE(ask("models/test/small", "nope", "config.json"), ErrorCode::RevisionNotFound);
        QCOMPARE(ask("models/test/absent", "main", "config.json"), ErrorCode::RepoNotFound);
    }

    void rateLimitOfTheHubIsTold()
    {
        fakehub::Rule rule;
        rule.listener = "hub";
        rule.status = 429;
        m_fake->knobs().add(rule);
        const auto facts =
            m_hub->file(keyOf("models/test/small"), *Revision::parse("main"), *RepoPath::parse("config.json"), {});
        QCOMPARE(facts.error().code, ErrorCode::UpstreamRateLimited);
        QVERIFY(facts.error().retryAfterSeconds >= 37);
    }

private:
    static std::vector<fakehub::Rule> faults()
    {
        return {{.status = 500},          {.close = true},       {.html = true},
                {.redirectLoop = true},   {.cutAfter = 1000},    {.cutAfter = 1000, .reset = true},
                {.stallAfter = 1000},     {.wrongLength = -7},   {.wrongLength = 7},
                {.contentRangeShift = 1}, {.ignoreRange = true}, {.gzip = true},
                {.status = 429}};
    }

    fakehub::File largeFile() const
    {
        return m_fake->world().find("models/test/small")->resolve("main")->files.at("model.safetensors");
    }

    FileSource largeSource() const
    {
        const fakehub::File file = largeFile();
        return {keyOf("models/test/small"),
                *CommitSha::parse(m_fake->world().head("models/test/small")),
                *RepoPath::parse("model.safetensors"),
                *BlobHash::parse(file.content->sha256()),
                file.content->size(),
                true,
                {},
                {}};
    }

    const SystemClock m_clock;
    std::unique_ptr<FakeHub> m_fake;
    std::unique_ptr<Hub> m_hub;
};

QTEST_GUILESS_MAIN(FakeHubTest)
#include "fakehub_test.moc"
