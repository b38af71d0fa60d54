#include <QTest>

#include "base/httpmessage.h"

using namespace mirrorlake;

class HttpMessageTest : public QObject
{
    Q_OBJECT

private slots:
    void firstFieldOfANameIsFound()
    {
        HttpRequest request;
        request.headers = {{"Host", "a"}, {"X-Two", "1"}, {"x-two", "2"}, {"Empty", ""}};
        QCOMPARE(*request.header("HOST"), std::string_view("a"));
        QCOMPARE(*request.header("x-TWO"), std::string_view("1"));
        QCOMPARE(*request.header("empty"), std::string_view());
        QVERIFY(!request.header("X"));
        QVERIFY(!request.header(""));
    }

    void blockIsTheTextThatGoesOut()
    {
        HeaderBlock block;
        QCOMPARE(block.text(), std::string());
        block.add("ETag", "\"x\"");
        block.add("X-Size", std::int64_t(60'000'000'000));
        block.add("X-Empty", "");
        QCOMPARE(block.text(), std::string("ETag: \"x\"\r\nX-Size: 60000000000\r\nX-Empty: \r\n"));
    }

    void fieldIsFoundByItsWholeName()
    {
        HeaderBlock block;
        block.add("X-Error-Code", "one");
        block.add("Code", "two");
        block.add("Location", "http://host:1/a: b");
        QCOMPARE(*block.find("code"), std::string_view("two"));
        QCOMPARE(*block.find("LOCATION"), std::string_view("http://host:1/a: b"));
        QVERIFY(!block.find("Error-Code"));
        QVERIFY(!block.find("two"));
        QVERIFY(!HeaderBlock().find("Code"));
    }

    void noValueCanSplitAReply_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("kept");
        QTest::newRow("CR LF") << QByteArray("a\r\nSet-Cookie: b") << QByteArray("aSet-Cookie: b");
        QTest::newRow("LF") << QByteArray("a\nb") << QByteArray("ab");
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("ab");
        QTest::newRow("DEL") << QByteArray("a\x7f"
                                           "b")
                             << QByteArray("ab");
        QTest::newRow("only controls") << QByteArray("\r\n\r\n") << QByteArray("");
        QTest::newRow("UTF-8 stays") << QByteArray("\xe4\xb8\xad") << QByteArray("\xe4\xb8\xad");
    }

    void noValueCanSplitAReply()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, kept);
        HeaderBlock block;
        block.add("X", value.toStdString());
        QCOMPARE(block.text(), "X: " + kept.toStdString() + "\r\n");
    }
};

QTEST_GUILESS_MAIN(HttpMessageTest)
#include "httpmessage_test.moc"
