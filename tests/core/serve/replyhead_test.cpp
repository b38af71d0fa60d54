#include <QTest>

#include "serve/replyhead.h"

#include "serve/listenaddress.h"

#include <clocale>

using namespace mirrorlake;

class ReplyHeadTest : public QObject
{
    Q_OBJECT

private slots:
    void headHasLengthDateAndConnection()
    {
        HttpReply reply;
        reply.text = "hello";
        reply.headers.add("ETag", "\"x\"");
        std::string head;
        serve::writeHead(head, reply, false, true, "NOW");
        QCOMPARE(head, std::string("HTTP/1.1 200 OK\r\nDate: NOW\r\nContent-Length: 5\r\nConnection: keep-alive\r\n"
                                   "ETag: \"x\"\r\n\r\n"));
        serve::writeHead(head, reply, true, false, "NOW");
        QVERIFY(head.find("Content-Length: 5\r\nConnection: close\r\n") != std::string::npos);
    }

    void lengthOfAHeadIsThatOfTheGet()
    {
        HttpReply reply;
        reply.headLength = 60'000'000'000;
        QCOMPARE(serve::bodyLength(reply, true), std::int64_t(60'000'000'000));
        QCOMPARE(serve::bodyLength(reply, false), std::int64_t(0));
        reply.text = "hello";
        reply.headLength.reset();
        QCOMPARE(serve::bodyLength(reply, true), std::int64_t(5));
    }

    void bodylessStatusHasNoLength_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("204") << 204;
        QTest::newRow("304") << 304;
    }

    void bodylessStatusHasNoLength()
    {
        QFETCH(int, status);
        HttpReply reply;
        reply.status = status;
        std::string head;
        serve::writeHead(head, reply, false, true, "NOW");
        QVERIFY(head.find("Content-Length") == std::string::npos);
        QVERIFY(serve::isBodyless(status));
    }

    void dateIsThatOfTheStandard()
    {
        std::setlocale(LC_ALL, "");
        QCOMPARE(serve::httpDate(784111777), std::string("Sun, 06 Nov 1994 08:49:37 GMT"));
        QCOMPARE(serve::httpDate(0), std::string("Thu, 01 Jan 1970 00:00:00 GMT"));
    }

    void listenAddressIsUnderstood_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("normal"); // empty: not valid
        QTest::newRow("v4") << QByteArray("127.0.0.1:8090") << QByteArray("127.0.0.1:8090");
        QTest::newRow("any") << QByteArray("0.0.0.0:0") << QByteArray("0.0.0.0:0");
        QTest::newRow("v6") << QByteArray("[::1]:65535") << QByteArray("[::1]:65535");
        QTest::newRow("localhost") << QByteArray("localhost:80") << QByteArray("127.0.0.1:80");
        for (const char *bad : {"", "8090", ":8090", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                                "127.0.0.1:80x", "127.0.0.1: 80", "::1:80", "[::1]", "[]:80", "[127.0.0.1]:80",
                                "127.1:80", "example.org:80", "256.0.0.1:80"})
            QTest::addRow("'%s'", bad) << QByteArray(bad) << QByteArray();
    }

    void listenAddressIsUnderstood()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, normal);
        const auto address = serve::parseListenAddress(text.toStdString());
        QCOMPARE(address.has_value(), !normal.isEmpty());
        if (address) {
            QCOMPARE(address->text(), normal.toStdString());
        } else {
            QCOMPARE(address.error().code, ErrorCode::BadConfiguration);
            QVERIFY(address.error().message.find("'" + text.toStdString() + "'") != std::string::npos);
        }
    }
};

QTEST_GUILESS_MAIN(ReplyHeadTest)
#include "replyhead_test.moc"
