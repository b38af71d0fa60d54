// A profile of a mirror at work, asked for by a program of the same machine that has no token.
#include <QtTest>

#include "download.h"
#include "fakehub/fakehub.h"
#include "program.h"

#include <cstring>
#include <vector>

using namespace mirrorlake;
using fakehub::generatedContent;
using test::Download;
using test::Program;

namespace {

constexpr std::int64_t size = 3'000'000;

/// Words of the head of pprof's form: 0, how many follow, version, microseconds between two samples.
std::vector<std::uint64_t> headOf(const QByteArray &profile)
{
    std::vector<std::uint64_t> words(4);
    if (profile.size() >= qsizetype(words.size() * sizeof(std::uint64_t)))
        std::memcpy(words.data(), profile.constData(), words.size() * sizeof(std::uint64_t));
    return words;
}

} // namespace

class ProfileTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void withoutTheSettingATokenIsNeeded();
    void durationIsBounded();
    void servingGoesOnMeanwhile();

private:
    void startMirror(const QString &setting);

    fakehub::FakeHub m_hub;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Program> m_mirror;
    QByteArray m_url;
};

void ProfileTest::initTestCase()
{
    QVERIFY(m_hub.start());
    m_hub.world().commit("models/org/name", "main", {{"a.bin", generatedContent(1, size), true}});
}

void ProfileTest::startMirror(const QString &setting)
{
    m_mirror.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_mirror = std::make_unique<Program>(MIRRORLAKED_PROGRAM);
    m_mirror->start({QStringLiteral("--data"), m_folder->path(), QStringLiteral("--listen"),
                     QStringLiteral("127.0.0.1:0"), QStringLiteral("--set"), setting, QStringLiteral("--upstream"),
                     QString::fromStdString(m_hub.url())});
    m_url = m_mirror->waitReady();
    QVERIFY2(!m_url.isEmpty(), m_mirror->err());
}

void ProfileTest::withoutTheSettingATokenIsNeeded()
{
    startMirror(QStringLiteral("server.open_admin=false"));
    QCOMPARE(Download(m_url, "/-/debug/profile?seconds=1").status(), 401);
    QCOMPARE(Download(m_url, "/-/api/v1/status").status(), 401);
}

void ProfileTest::durationIsBounded()
{
    startMirror(QStringLiteral("server.open_admin=true"));
    QCOMPARE(Download(m_url, "/-/api/v1/status").status(), 200);
    QCOMPARE(Download(m_url, "/-/api/v1/status", "X-Forwarded-For: 127.0.0.1\r\n").status(), 401);
    for (const char *target : {"", "?seconds=0", "?seconds=61", "?seconds=x", "?seconds=-1"})
        QCOMPARE(Download(m_url, QByteArray("/-/debug/profile") + target).status(), 400);
}

void ProfileTest::servingGoesOnMeanwhile()
{
    startMirror(QStringLiteral("server.open_admin=true"));
    const std::string commit = m_hub.world().head("models/org/name");
    const QByteArray target = "/org/name/resolve/" + QByteArray::fromStdString(commit) + "/a.bin";
    const QByteArray content = Download(m_url, target).body();
    QCOMPARE(content.size(), qsizetype(size));
    Download profile(m_url, "/-/debug/profile?seconds=3");
    for (int i = 0; i < 50; ++i)
        QVERIFY(Download(m_url, target).body() == content);
    QVERIFY(profile.whole().startsWith("HTTP/1.1 200 "));
    const QByteArray body = profile.body();
    QVERIFY(headOf(body) == (std::vector<std::uint64_t>{0, 3, 0, 10'000}));
    QVERIFY2(body.contains("mirrorlaked"), "addresses can be told from the files they come from");
}

QTEST_GUILESS_MAIN(ProfileTest)
#include "profile_test.moc"
