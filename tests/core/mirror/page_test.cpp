#include "mirror/baseurl.h"
#include "mirror/fileheaders.h"
#include "mirror/listing/treepage.h"

#include <QtTest/QtTest>

using namespace mirrorlake;
using namespace mirrorlake::mirror;

namespace {

catalog::TreeEntry file(const std::string &path)
{
    catalog::TreeEntry entry;
    entry.path = path;
    entry.oid = std::string(40, 'a');
    return entry;
}

catalog::TreeEntry folder(const std::string &path)
{
    catalog::TreeEntry entry = file(path);
    entry.isDirectory = true;
    return entry;
}

std::shared_ptr<const catalog::Tree> sampleTree()
{
    return catalog::Tree::fromEntries(
        {file("z"), folder("a"), file("a/1"), folder("a/b"), file("a/b/2"), file("a.txt"), file("a0")});
}

std::vector<std::string> paths(const Page &page)
{
    std::vector<std::string> result;
    for (const auto &entry : page.entries)
        result.push_back(entry.path);
    return result;
}

using Paths = std::vector<std::string>;

HttpRequest requestWith(std::vector<HeaderField> headers)
{
    HttpRequest request;
    request.headers = std::move(headers);
    request.localAddress = "127.0.0.1:8090";
    return request;
}

} // namespace

class PageTest : public QObject
{
    Q_OBJECT

private slots:
    void oneLevelHidesWhatIsDeeper();
    void recursiveHoldsEverythingBelow();
    void pagesJoinToTheWhole();
    void missingFolderIsSaid();
    void ownAndForeignCursorsAreUnderstood();
    void baseUrlIsWhatTheClientUsed();
    void strongTagIsComparedWeakly();
};

void PageTest::oneLevelHidesWhatIsDeeper()
{
    const auto tree = sampleTree();
    QCOMPARE(paths(pageOf(*tree, {})), (Paths{"a", "a.txt", "a0", "z"}));
    QCOMPARE(paths(pageOf(*tree, {.folder = "a"})), (Paths{"a/1", "a/b"}));
}

void PageTest::recursiveHoldsEverythingBelow()
{
    const auto tree = sampleTree();
    QCOMPARE(paths(pageOf(*tree, {.folder = "a", .isRecursive = true})), (Paths{"a/1", "a/b", "a/b/2"}));
    QCOMPARE(pageOf(*tree, {.isRecursive = true}).entries.size(), std::size_t(7));
}

void PageTest::pagesJoinToTheWhole()
{
    const auto tree = sampleTree();
    for (std::size_t limit = 1; limit <= 8; ++limit) {
        Paths all;
        PageQuestion question{.isRecursive = true, .limit = limit, .after = ""};
        for (;;) {
            const Page page = pageOf(*tree, question);
            const Paths part = paths(page);
            all.insert(all.end(), part.begin(), part.end());
            if (!page.last)
                break;
            QCOMPARE(part.size(), limit);
            question.after = *page.last;
        }
        QCOMPARE(all, paths(pageOf(*tree, {.isRecursive = true})));
    }
}

void PageTest::missingFolderIsSaid()
{
    QVERIFY(!pageOf(*sampleTree(), {.folder = "nope"}).folderExists);
    QVERIFY(!pageOf(*sampleTree(), {.folder = "a.txt"}).folderExists);
    QVERIFY(pageOf(*catalog::Tree::fromEntries({}), {}).folderExists);
}

void PageTest::ownAndForeignCursorsAreUnderstood()
{
    for (const char *path : {"a", "deep/er/中 文.bin", ">>>~~~???"})
        QCOMPARE(pathOfCursor(cursorAfter(path)).value_or("?"), std::string(path));
    // base64("eyJmaWxlX25hbWUiOiJhL2IifQ==:1000"), the inner text being {"file_name":"a/b"}
    QCOMPARE(pathOfCursor("ZXlKbWFXeGxYMjVoYldVaU9pSmhMMklpZlE9PToxMDAw").value_or("?"), std::string("a/b"));
    for (const char *cursor : {"", "x", "====", "bm8=", "!!!!"})
        QVERIFY(!pathOfCursor(cursor));
}

void PageTest::baseUrlIsWhatTheClientUsed()
{
    QCOMPARE(baseUrlFor(requestWith({{"Host", "box:8090"}}), ""), std::string("http://box:8090"));
    QCOMPARE(baseUrlFor(requestWith({}), ""), std::string("http://127.0.0.1:8090"));
    QCOMPARE(baseUrlFor(requestWith({{"Host", "evil/\"><x"}}), ""), std::string("http://127.0.0.1:8090"));
    QCOMPARE(baseUrlFor(requestWith({{"Host", "box"},
                                     {"X-Forwarded-Proto", "https"},
                                     {"X-Forwarded-Host", "hub.example, inner"},
                                     {"X-Forwarded-Prefix", "/hf/"}}),
                        ""),
             std::string("https://hub.example/hf"));
    QCOMPARE(baseUrlFor(requestWith({{"Host", "box"}}), "https://mirror.example/hf/"),
             std::string("https://mirror.example/hf"));
    QCOMPARE(pathPrefixFor(requestWith({}), "https://mirror.example/hf/"), std::string("/hf"));
    QCOMPARE(pathPrefixFor(requestWith({{"X-Forwarded-Prefix", "//evil.example"}}), ""), std::string());
}

void PageTest::strongTagIsComparedWeakly()
{
    const auto entry = file("x");
    const std::string tag = "\"" + entry.oid + "\"";
    QVERIFY(isNotModified(tag, entry));
    QVERIFY(isNotModified("\"other\", W/" + tag, entry));
    QVERIFY(isNotModified("*", entry));
    QVERIFY(!isNotModified("\"other\"", entry));
    QVERIFY(isRangeWanted(std::nullopt, entry));
    QVERIFY(isRangeWanted(tag, entry));
    QVERIFY(!isRangeWanted("W/" + tag, entry));
    QVERIFY(!isRangeWanted("Wed, 21 Oct 2026 07:28:00 GMT", entry));
}

QTEST_GUILESS_MAIN(PageTest)
#include "page_test.moc"
