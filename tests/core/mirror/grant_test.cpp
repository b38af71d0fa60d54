#include <QTest>

#include "mirror/grant.h"
#include "support/manualclock.h"

#include <QTemporaryDir>

#include <sys/stat.h>

#include <fstream>

using namespace mirrorlake;
using namespace mirrorlake::mirror;
using namespace std::chrono_literals;

class GrantTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsSignedComesBackWhole();
    void textIsFitForUrls();
    void expiredIsRefused();
    void otherPurposeIsRefused();
    void otherInstallationIsRefused();
    void everyChangedLetterIsRefused();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
    void keyIsMadeOnceAndKept();
    void keyIsItsOwnersOnly();
    void damagedKeyIsMadeAnew();

private:
    Grant sample() const
    {
        return {.purpose = GrantPurpose::LfsObject,
                .repo = *RepoKey::parse("hf:datasets/org/name"),
                .commit = std::string(40, 'a'),
                .path = "weird/名 100%.bin",
                .blob = std::string(64, 'b'),
                .size = 60'000'000'000,
                .caller = std::string(64, 'c'),
                .detail = "more"};
    }
    std::filesystem::path keyFile() const { return std::filesystem::path(m_folder.path().toStdString()) / "grant.key"; }

    QTemporaryDir m_folder;
    test::ManualClock m_clock;
    const GrantKey m_key = GrantKey::random();
    const Grants m_grants{m_key, m_clock};
};

void GrantTest::whatIsSignedComesBackWhole()
{
    const auto grant = m_grants.check(GrantPurpose::LfsObject, m_grants.sign(sample(), 60s));
    QVERIFY(grant);
    QCOMPARE(grant->repo.text(), std::string("hf:datasets/org/name"));
    QCOMPARE(grant->commit, sample().commit);
    QCOMPARE(grant->path, sample().path);
    QCOMPARE(grant->blob, sample().blob);
    QCOMPARE(grant->size, sample().size);
    QCOMPARE(grant->caller, sample().caller);
    QCOMPARE(grant->detail, sample().detail);
    QCOMPARE(grant->expiresAt, unixSeconds(m_clock.wall()) + 60);
}

void GrantTest::textIsFitForUrls()
{
    const std::string text = m_grants.sign(sample(), 60s);
    QCOMPARE(text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."),
             std::string::npos);
}

void GrantTest::expiredIsRefused()
{
    const std::string text = m_grants.sign(sample(), 60s);
    m_clock.advance(59s);
    QVERIFY(m_grants.check(GrantPurpose::LfsObject, text));
    m_clock.advance(1s);
    const auto late = m_grants.check(GrantPurpose::LfsObject, text);
    QVERIFY(!late);
    QCOMPARE(late.error().code, ErrorCode::AccessDenied);
}

void GrantTest::otherPurposeIsRefused()
{
    const std::string text = m_grants.sign(sample(), 60s);
    for (const auto purpose : {GrantPurpose::XetToken, GrantPurpose::XetXorb, GrantPurpose::OciBlob})
        QVERIFY(!m_grants.check(purpose, text));
}

void GrantTest::otherInstallationIsRefused()
{
    const Grants others(GrantKey::random(), m_clock);
    QVERIFY(!m_grants.check(GrantPurpose::LfsObject, others.sign(sample(), 60s)));
}

void GrantTest::everyChangedLetterIsRefused()
{
    const std::string text = m_grants.sign(sample(), 60s);
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string changed = text;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        // Each letter counts, and so does its case; only what decodes to the same bytes could pass, and is compared
        // too.
        if (const auto grant = m_grants.check(GrantPurpose::LfsObject, changed))
            QCOMPARE(grant->blob, sample().blob);
        QVERIFY(!m_grants.check(GrantPurpose::LfsObject, text.substr(0, at)));
    }
}

void GrantTest::nonsenseIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("dot") << QByteArray(".");
    QTest::newRow("no dot") << QByteArray("abcdef");
    QTest::newRow("not base64") << QByteArray("a b.c d");
    QTest::newRow("huge") << QByteArray(100'000, 'a') + "." + QByteArray(43, 'a');
}

void GrantTest::nonsenseIsRefused()
{
    QFETCH(QByteArray, text);
    QVERIFY(!m_grants.check(GrantPurpose::LfsObject, text.toStdString()));
}

void GrantTest::keyIsMadeOnceAndKept()
{
    const auto first = GrantKey::inFile(keyFile());
    QVERIFY(first);
    QCOMPARE(first->bytes().size(), std::size_t(32));
    QCOMPARE(GrantKey::inFile(keyFile())->bytes(), first->bytes());
    QVERIFY(GrantKey::random().bytes() != first->bytes());
}

void GrantTest::keyIsItsOwnersOnly()
{
    QVERIFY(GrantKey::inFile(keyFile()));
    QCOMPARE(::chmod(keyFile().c_str(), 0644), 0);
    QVERIFY(GrantKey::inFile(keyFile()));
    struct stat facts
    {};
    QCOMPARE(::stat(keyFile().c_str(), &facts), 0);
    QCOMPARE(facts.st_mode & 0777, 0600u);
}

void GrantTest::damagedKeyIsMadeAnew()
{
    std::ofstream(keyFile()) << "not a key\n";
    const auto made = GrantKey::inFile(keyFile());
    QVERIFY(made);
    QCOMPARE(GrantKey::inFile(keyFile())->bytes(), made->bytes());
}

QTEST_GUILESS_MAIN(GrantTest)
#include "grant_test.moc"
