#include <QTest>

#include "base/ids.h"

using namespace mirrorlake;

namespace {

const std::string sha1(40, 'a');
const std::string sha256(64, '0');

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

class IdsTest : public QObject
{
    Q_OBJECT

private slots:
    void repoIdIsWhatTheHubAllows_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isValid");
        for (const char *good : {"org/name", "name", "Qwen/Qwen3-32B", "a/b", "0/1", "org/name.with.dots", "org/_name",
                                 "o_r-g/n_a-m.e", "org/name-", "org/name."})
            QTest::newRow(good) << QByteArray(good) << true;
        for (const char *bad :
             {"",           "/",          "org/",         "/name",       "a/b/c",      "org//name",       ".",
              "..",         "../x",       "org/..",       "org/.hidden", ".org/name",  "-org/name",       "org/-name",
              "org/na--me", "org/na..me", "org/na me",    "org/na%20me", "org/na\\me", "org/n\xc3\xa4me", "org/na\nme",
              "org/name?x", "org:name",   "org/name@main"})
            QTest::newRow(bad) << QByteArray(bad) << false;
        QTest::newRow("NUL") << bytes(std::string_view("org/na\0me", 9)) << false;
        QTest::newRow("96 characters") << QByteArray(96, 'x') << true;
        QTest::newRow("97 characters") << QByteArray(97, 'x') << false;
    }

    void repoIdIsWhatTheHubAllows()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isValid);
        const auto id = RepoId::parse(text.toStdString());
        QCOMPARE(id.has_value(), isValid);
        if (id)
            QCOMPARE(id->text(), text.toStdString());
        else
            QCOMPARE(id.error().code, ErrorCode::BadRequest);
    }

    void ourOwnFolderIsNoRepo()
    {
        QVERIFY(!RepoId::parse("-"));
        QVERIFY(!RepoId::parse("-/health"));
    }

    void wordsOfTheHubsPathsOwnNothing()
    {
        for (const char *owner : {"api", "datasets", "spaces", "kernels"})
            QVERIFY2(!RepoId::parse(std::string(owner) + "/name"), owner);
        QVERIFY(RepoId::parse("org/api"));
        QVERIFY(RepoId::parse("datasets")); // an old name without an owner
    }

    void legacyIdHasNoOrganisation()
    {
        QVERIFY(RepoId::parse("gpt2")->isLegacy());
        QVERIFY(!RepoId::parse("openai/gpt2")->isLegacy());
    }

    void repoKeySurvivesItsText_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("model") << int(RepoType::Model) << QByteArray("hf:models/org/name");
        QTest::newRow("dataset") << int(RepoType::Dataset) << QByteArray("hf:datasets/org/name");
        QTest::newRow("space") << int(RepoType::Space) << QByteArray("hf:spaces/org/name");
        QTest::newRow("kernel") << int(RepoType::Kernel) << QByteArray("hf:kernels/org/name");
    }

    void repoKeySurvivesItsText()
    {
        QFETCH(int, type);
        QFETCH(QByteArray, text);
        const RepoKey key{static_cast<RepoType>(type), *RepoId::parse("org/name")};
        QCOMPARE(key.text(), text.toStdString());
        QVERIFY(*RepoKey::parse(text.toStdString()) == key);
    }

    void malformedRepoKeyIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *bad : {"", "hf", "hf:", "hf:models", "hf:models/", "models/org/name", "hf:things/org/name",
                                "hf/models:org", "hf:models/org/../x"})
            QTest::newRow(bad) << QByteArray(bad);
    }

    void malformedRepoKeyIsRefused()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!RepoKey::parse(text.toStdString()));
    }

    void repoTypeHasItsNames()
    {
        QCOMPARE(apiNameOf(RepoType::Model), std::string_view("models"));
        QCOMPARE(urlPrefixOf(RepoType::Model), std::string_view(""));
        QCOMPARE(apiNameOf(RepoType::Kernel), std::string_view("kernels"));
        QCOMPARE(urlPrefixOf(RepoType::Dataset), std::string_view("datasets/"));
    }

    void commitIsFortyLowerHexDigits_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isValid");
        QTest::newRow("good") << bytes("0123456789abcdef0123456789abcdef01234567") << true;
        QTest::newRow("upper case") << bytes("0123456789ABCDEF0123456789abcdef01234567") << false;
        QTest::newRow("39") << bytes("0123456789abcdef0123456789abcdef0123456") << false;
        QTest::newRow("41") << bytes("0123456789abcdef0123456789abcdef012345678") << false;
        QTest::newRow("g") << bytes("g123456789abcdef0123456789abcdef01234567") << false;
        QTest::newRow("empty") << bytes("") << false;
    }

    void commitIsFortyLowerHexDigits()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isValid);
        QCOMPARE(CommitSha::parse(text.toStdString()).has_value(), isValid);
    }

    void relativePathIsSafe_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isValid");
        for (const char *good : {"a", "a/b/c.txt", ".gitattributes", "a b", "a#b", "a%2fb", "a+b",
                                 "\xe4\xb8\xad\xe6\x96\x87/x", "...", "a..b", "-", "~", "CON", "a:b", "refs/pr/1"})
            QTest::newRow(good) << QByteArray(good) << true;
        for (const char *bad : {"", "/", "/a", "a/", "a//b", ".", "..", "./a", "a/.", "../a", "a/../b", "a/..", "a\\b",
                                "..\\a", "a\nb", "a\x7f", "a\xff", "\xc0\xaf", "\xed\xa0\x80"})
            QTest::newRow(bad) << QByteArray(bad) << false;
        QTest::newRow("NUL") << bytes(std::string_view("a\0b", 3)) << false;
        QTest::newRow("1024 bytes") << QByteArray(1024, 'x') << true;
        QTest::newRow("1025 bytes") << QByteArray(1025, 'x') << false;
    }

    void relativePathIsSafe()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isValid);
        QCOMPARE(RepoPath::parse(text.toStdString()).has_value(), isValid);
        QCOMPARE(Revision::parse(text.toStdString()).has_value(), isValid);
    }

    void fileNameIsTheLastSegment()
    {
        QCOMPARE(RepoPath::parse("a/b/c.txt")->fileName(), std::string_view("c.txt"));
        QCOMPARE(RepoPath::parse("c.txt")->fileName(), std::string_view("c.txt"));
    }

    void onlyAFullShaIsACommit()
    {
        QVERIFY(Revision::parse(sha1)->isCommit());
        QVERIFY(Revision(*CommitSha::parse(sha1)).isCommit());
        QVERIFY(!Revision::parse("main")->isCommit());
        QVERIFY(!Revision::parse(sha1.substr(1))->isCommit());
        QVERIFY(!Revision::parse(std::string(40, 'A'))->isCommit());
        QVERIFY(!Revision::parse(sha256)->isCommit());
    }

    void blobHashKnowsItsKind()
    {
        QCOMPARE(BlobHash::parse(sha256)->kind(), BlobHash::Kind::Sha256);
        QCOMPARE(BlobHash::parse(sha1)->kind(), BlobHash::Kind::GitSha1);
        for (const std::string &bad : {std::string(), std::string(63, 'a'), std::string(65, 'a'), std::string(64, 'A'),
                                       std::string(64, 'g'), "../" + std::string(61, 'a')})
            QVERIFY(!BlobHash::parse(bad));
    }
};

QTEST_GUILESS_MAIN(IdsTest)
#include "ids_test.moc"
