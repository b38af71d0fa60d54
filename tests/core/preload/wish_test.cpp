#include <QtTest>

#include "preload/wish.h"

using namespace mirrorlake;
using namespace mirrorlake::preload;

class WishTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFormIsUnderstood_data();
    void everyFormIsUnderstood();
    void whatIsNoNameIsRefused_data();
    void whatIsNoNameIsRefused();
    void listTakesOneALine();
    void listsOfOtherSystemsAreRead();
    void mistakesNameWhatWasGiven();
    void mistakeInAListNamesItsLine();
    void aMistakeLeavesTheOtherLinesReadable();
};

void WishTest::everyFormIsUnderstood_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("repo");
    QTest::addColumn<QByteArray>("revision");
    QTest::addColumn<QByteArray>("choice"); // preset, quantisation, include, files
    const auto row = [](const char *text, const char *repo, const char *revision = "main",
                        const char *choice = "everything|||") {
        QTest::newRow(text) << QByteArray(text) << QByteArray(repo) << QByteArray(revision) << QByteArray(choice);
    };
    row("org/name", "hf:models/org/name");
    row("  org/name  ", "hf:models/org/name");
    row("gpt2", "hf:models/gpt2");
    row("org/name@v1.0", "hf:models/org/name", "v1.0");
    row("org/name@refs/pr/1", "hf:models/org/name", "refs/pr/1");
    row("models/org/name", "hf:models/org/name");
    row("datasets/org/name@main", "hf:datasets/org/name");
    row("spaces/org/name", "hf:spaces/org/name");
    row("org/name:Q4_K_M", "hf:models/org/name", "main", "gguf|Q4_K_M||");
    row("org/name@v2:Q8_0", "hf:models/org/name", "v2", "gguf|Q8_0||");
    row("https://huggingface.co/org/name", "hf:models/org/name");
    row("https://huggingface.co/org/name/", "hf:models/org/name");
    row("huggingface.co/org/name", "hf:models/org/name");
    row("https://hf.co/gpt2", "hf:models/gpt2");
    row("hf.co/org/name:Q8_0", "hf:models/org/name", "main", "gguf|Q8_0||");
    row("https://hf.co/org/name:Q8_0", "hf:models/org/name", "main", "gguf|Q8_0||");
    row("https://huggingface.co/datasets/org/name@v1", "hf:datasets/org/name", "v1");
    row("https://hf-mirror.com/datasets/org/name", "hf:datasets/org/name");
    row("http://127.0.0.1:8090/org/name/tree/main", "hf:models/org/name");
    row("https://huggingface.co/org/name/tree/v1/sub/folder", "hf:models/org/name", "v1", "everything||sub/folder/|");
    row("https://huggingface.co/org/name/tree/refs%2Fpr%2F2", "hf:models/org/name", "refs/pr/2");
    row("https://huggingface.co/org/name/tree/refs/pr/2", "hf:models/org/name", "refs/pr/2");
    row("https://huggingface.co/datasets/org/name/tree/refs/convert/parquet/default", "hf:datasets/org/name",
        "refs/convert/parquet", "everything||default/|");
    row("https://huggingface.co/org/name/blob/main/a%20b.txt?x=1#L3", "hf:models/org/name", "main",
        "everything|||a b.txt");
    row("https://huggingface.co/org/name/resolve/main/d/m.gguf?download=true", "hf:models/org/name", "main",
        "everything|||d/m.gguf");
    row("https://huggingface.co/gpt2/resolve/main/config.json", "hf:models/gpt2", "main", "everything|||config.json");
    row("hf://org/name", "hf:models/org/name");
    row("hf://datasets/org/name@v1/data/a.parquet", "hf:datasets/org/name", "v1", "everything|||data/a.parquet");
}

void WishTest::everyFormIsUnderstood()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, repo);
    QFETCH(QByteArray, revision);
    QFETCH(QByteArray, choice);
    const auto wish = parseWish(text.toStdString());
    QVERIFY2(wish, wish ? "" : wish.error().message.c_str());
    QCOMPARE(QByteArray::fromStdString(wish->repo.text()), repo);
    QCOMPARE(QByteArray::fromStdString(wish->revision.text()), revision);
    const auto first = [](const std::vector<std::string> &texts) {
        return texts.empty() ? std::string() : texts.at(0);
    };
    const std::string got = std::string(nameOf(wish->choice.preset)) + "|" + wish->choice.quantisation + "|" +
                            first(wish->choice.include) + "|" + first(wish->choice.files);
    QCOMPARE(QByteArray::fromStdString(got), choice);
}

void WishTest::whatIsNoNameIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"",
                             " ",
                             "a/b/c",
                             "org/",
                             "/etc/passwd/x",
                             "org/..",
                             "org/na me",
                             "org/name@",
                             "org/name@../x",
                             "org/name:",
                             "org/name:a/b",
                             "https://huggingface.co",
                             "https://huggingface.co/",
                             "https://huggingface.co/datasets",
                             "https://huggingface.co/org/name/discussions/3",
                             "https://huggingface.co/org/name/blob/main/%2e%2e/x",
                             "https://huggingface.co/org/name/blob/main/%zz",
                             "hf://org/name/../x",
                             "org--name/x",
                             "org/name\nx"})
        QTest::newRow(*text ? text : "nothing") << QByteArray(text);
}

void WishTest::whatIsNoNameIsRefused()
{
    QFETCH(QByteArray, text);
    const auto wish = parseWish(text.toStdString());
    QVERIFY(!wish);
    QCOMPARE(wish.error().code, ErrorCode::BadRequest);
}

void WishTest::listTakesOneALine()
{
    const auto wishes = parseWishes("# models\norg/a\n\n  org/b@v1 # newer\r\nhttps://hf.co/datasets/org/c\n");
    QVERIFY(wishes);
    QCOMPARE(wishes->size(), 3u);
    QCOMPARE(wishes->at(1).revision.text(), std::string("v1"));
    QCOMPARE(wishes->at(2).repo.type, RepoType::Dataset);
    QVERIFY(!parseWishes("# nothing\n\n"));
}

void WishTest::listsOfOtherSystemsAreRead()
{
    const auto wishes =
        parseWishes("\xef\xbb\xbforg/a\r\n\r\nhttps://huggingface.co/org/b/tree/v1\r\norg/c:Q4_K_M\r\n");
    QVERIFY2(wishes, wishes ? "" : wishes.error().message.c_str());
    QCOMPARE(wishes->size(), 3u);
    QCOMPARE(wishes->at(0).repo.id.text(), std::string("org/a"));
    QCOMPARE(wishes->at(1).revision.text(), std::string("v1"));
    QCOMPARE(wishes->at(2).choice.quantisation, std::string("Q4_K_M"));
}

void WishTest::mistakesNameWhatWasGiven()
{
    for (const std::string text : {"org/name@..", "https://huggingface.co/org/name/settings", "a/b/c"}) {
        const auto wish = parseWish(text);
        QVERIFY(!wish);
        QVERIFY2(wish.error().message.starts_with("'" + text + "'"), wish.error().message.c_str());
    }
}

void WishTest::mistakeInAListNamesItsLine()
{
    const auto wishes = parseWishes("org/a\n\nnot a repo\n");
    QVERIFY(!wishes);
    QVERIFY(wishes.error().message.starts_with("line 3: "));
}

void WishTest::aMistakeLeavesTheOtherLinesReadable()
{
    const auto lines = readWishes("org/a\n# a remark\n not a repo # really\norg/b@v1\n");
    QVERIFY(lines);
    QCOMPARE(lines->size(), 3u);
    QVERIFY(lines->at(0).wish && lines->at(2).wish);
    QVERIFY(!lines->at(1).wish);
    QCOMPARE(lines->at(1).number, 3u);
    QCOMPARE(lines->at(1).text, std::string("not a repo"));
    QVERIFY(readWishes("")->empty());
    QVERIFY(!readWishes(std::string(mostLines, '\n')));
}

QTEST_GUILESS_MAIN(WishTest)
#include "wish_test.moc"
