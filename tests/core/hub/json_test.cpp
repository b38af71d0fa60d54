#include "base/errortable.h"
#include "hub/errorreply.h"
#include "hub/infojson.h"
#include "hub/link.h"
#include "hub/treejson.h"

#include <nlohmann/json.hpp>

#include <QtTest/QtTest>

using namespace mirrorlake;
using namespace mirrorlake::hub;

namespace {

const std::string oid(40, 'a');
const std::string sha256(64, 'b');
const std::string xet(64, 'c');

std::string fileRow(const std::string &path, const std::string &more = {})
{
    return R"({"type":"file","oid":")" + oid + R"(","size":7,"path":")" + path + "\"" + more + "}";
}

} // namespace

class JsonTest : public QObject
{
    Q_OBJECT

private slots:
    void listingIsReadAndWrittenWithoutXet();
    void impossibleListingsAreRefused_data();
    void impossibleListingsAreRefused();
    void xetHashIsRemovedWhereverItStands();
    void infoCutDownToOtherFieldsSaysNothingOfAccess();
    void pathsAreReadFromFormAndJson();
    void nextLinkIsFoundAmongOthers();
    void everyErrorHasTheHubsShape();
};

void JsonTest::listingIsReadAndWrittenWithoutXet()
{
    const std::string lfs =
        R"(,"lfs":{"oid":")" + sha256 + R"(","size":900,"pointerSize":134},"xetHash":")" + xet + "\"";
    const auto page = readTreePage("[" + fileRow("a.bin", lfs) + "," + R"({"type":"directory","oid":")" + oid +
                                   R"(","size":0,"path":"onnx"}])");
    QVERIFY(page);
    QCOMPARE(page->size(), std::size_t(2));
    QCOMPARE(page->front().blobName(), sha256);
    QCOMPARE(page->front().size, 900);
    QCOMPARE(page->front().xetHash, xet);
    const std::string written = writeTreePage(*page);
    QVERIFY(written.find("xetHash") == std::string::npos);
    const auto again = readTreePage(written);
    QVERIFY(again && again->back().isDirectory && again->front().pointerSize == 134);
}

void JsonTest::impossibleListingsAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const std::string &json) {
        QTest::newRow(name) << QByteArray::fromStdString(json);
    };
    row("html", "<html>not here</html>");
    row("object", "{}");
    row("row is no object", "[1]");
    row("path climbs", "[" + fileRow("../etc/passwd") + "]");
    row("absolute path", "[" + fileRow("/etc/passwd") + "]");
    row("path with NUL", "[" + fileRow("a\\u0000b") + "]");
    row("no object id", R"([{"type":"file","oid":"xyz","size":7,"path":"a"}])");
    row("negative size", R"([{"type":"file","oid":")" + oid + R"(","size":-1,"path":"a"}])");
    row("absurd size", R"([{"type":"file","oid":")" + oid + R"(","size":18446744073709551615,"path":"a"}])");
    row("size is text", R"([{"type":"file","oid":")" + oid + R"(","size":"7","path":"a"}])");
    row("LFS hash too short", "[" + fileRow("a", R"(,"lfs":{"oid":"abc","size":1,"pointerSize":1})") + "]");
}

void JsonTest::impossibleListingsAreRefused()
{
    QFETCH(QByteArray, json);
    const auto page = readTreePage(std::string_view(json.constData(), static_cast<std::size_t>(json.size())));
    QVERIFY(!page);
    QCOMPARE(page.error().code, ErrorCode::UpstreamBroken);
}

void JsonTest::xetHashIsRemovedWhereverItStands()
{
    const auto cleaned = withoutXet(
        R"({"id":"o/n","siblings":[{"rfilename":"a","xetHash":"1"},{"lfs":{"xetHash":"2"}}],"xetHash":"3"})");
    QVERIFY(cleaned);
    QVERIFY(cleaned->find("xetHash") == std::string::npos);
    QVERIFY(cleaned->find("rfilename") != std::string::npos);
    QVERIFY(!withoutXet("<html>"));
}

void JsonTest::infoCutDownToOtherFieldsSaysNothingOfAccess()
{
    const auto full = readInfo(R"({"id":"o/n","private":false,"gated":"auto","sha":")" + oid + "\"}");
    QVERIFY(full && full->isGated == true && full->isPrivate == false && full->commit);
    const auto cut = readInfo(R"({"id":"o/n","likes":3})");
    QVERIFY(cut && !cut->isGated && !cut->isPrivate && !cut->commit);
}

void JsonTest::pathsAreReadFromFormAndJson()
{
    const auto form =
        readPathsQuestion("application/x-www-form-urlencoded", "paths=a%20b&paths=c%2Fd%2F&paths=..%2Fx&expand=True");
    QVERIFY(form && form->expand);
    QCOMPARE(form->paths.size(), std::size_t(2));
    QCOMPARE(form->paths[1].text(), std::string("c/d"));
    const auto json = readPathsQuestion("application/json", R"({"paths":["a","中"],"expand":false})");
    QVERIFY(json && !json->expand && json->paths.size() == 2);
    QVERIFY(!readPathsQuestion("application/json", "[]"));
    QVERIFY(!readPathsQuestion("application/json", R"({"paths":[1]})"));
}

void JsonTest::nextLinkIsFoundAmongOthers()
{
    QCOMPARE(nextLink("<https://h/x>; rel=\"xet-auth\", <https://h/api?cursor=a&b=1>; rel=\"next\"").value_or(""),
             std::string("https://h/api?cursor=a&b=1"));
    QVERIFY(!nextLink("<https://h/x>; rel=\"xet-auth\""));
    QVERIFY(!nextLink("<https://h/x; rel=\"next\""));
    QCOMPARE(pathAndQuery("https://h:1/api?x=1"), std::string("/api?x=1"));
    QCOMPARE(pathAndQuery("https://h"), std::string("/"));
}

void JsonTest::everyErrorHasTheHubsShape()
{
    for (const ErrorRow *row = errorRowsBegin(); row != errorRowsEnd(); ++row) {
        const HttpReply reply = errorReply({row->code, "a \"sentence\" 中"});
        QCOMPARE(reply.status, row->status);
        const std::string said = nlohmann::json::parse(reply.text)["error"].get<std::string>();
        const bool isUpstreams = isOfUpstream(row->code) || row->code == ErrorCode::Offline;
        QCOMPARE(said, isUpstreams ? std::string(row->sentence) : std::string("a \"sentence\" 中"));
        QCOMPARE(reply.headers.find("X-Error-Code").has_value(), row->hubCode != nullptr);
        QVERIFY(reply.headers.find("X-Error-Message").has_value());
        QCOMPARE(reply.headers.find("Retry-After").has_value(), row->status == 429);
    }
}

QTEST_GUILESS_MAIN(JsonTest)
#include "json_test.moc"
