#include <QtTest>

#include "settings/listenaddress.h"

using namespace mirrorlake;
using settings::ListenAddress;

class ListenAddressTest : public QObject
{
    Q_OBJECT

private slots:
    void addressesAreTidied_data();
    void addressesAreTidied();
    void whatIsNoAddressIsRefusedByItsText_data();
    void whatIsNoAddressIsRefusedByItsText();
};

void ListenAddressTest::addressesAreTidied_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("tidy");
    QTest::addColumn<bool>("isLoopback");
    QTest::addColumn<bool>("isWildcard");
    QTest::newRow("loopback") << QByteArray("127.0.0.1:8090") << QByteArray("127.0.0.1:8090") << true << false;
    QTest::newRow("other loopback") << QByteArray("127.8.8.8:1") << QByteArray("127.8.8.8:1") << true << false;
    QTest::newRow("by name") << QByteArray("localhost:0") << QByteArray("127.0.0.1:0") << true << false;
    QTest::newRow("star") << QByteArray("*:80") << QByteArray("0.0.0.0:80") << false << true;
    QTest::newRow("v6 loopback") << QByteArray("[0:0::1]:65535") << QByteArray("[::1]:65535") << true << false;
    QTest::newRow("v6 wildcard") << QByteArray("[::]:8090") << QByteArray("[::]:8090") << false << true;
    QTest::newRow("lan") << QByteArray("192.168.1.20:8090") << QByteArray("192.168.1.20:8090") << false << false;
}

void ListenAddressTest::addressesAreTidied()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, tidy);
    QFETCH(bool, isLoopback);
    QFETCH(bool, isWildcard);
    const auto address = ListenAddress::parse(text.toStdString());
    QVERIFY(address);
    QCOMPARE(QByteArray::fromStdString(address->text()), tidy);
    QCOMPARE(address->isLoopback(), isLoopback);
    QCOMPARE(address->isWildcard(), isWildcard);
}

void ListenAddressTest::whatIsNoAddressIsRefusedByItsText_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "8090", ":8090", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                             "127.0.0.1:80a", "127.0.0.1: 80", "1.2.3:80", "::1:8090", "[::1]", "[127.0.0.1]:1",
                             "example.org:80", "http://127.0.0.1:80", "[]:80"})
        QTest::newRow(text) << QByteArray(text);
}

void ListenAddressTest::whatIsNoAddressIsRefusedByItsText()
{
    QFETCH(QByteArray, text);
    const auto address = ListenAddress::parse(text.toStdString());
    QVERIFY(!address);
    QCOMPARE(address.error().code, ErrorCode::BadConfiguration);
    QVERIFY(address.error().message.starts_with("'" + text.toStdString() + "' is not ADDRESS:PORT"));
}

QTEST_GUILESS_MAIN(ListenAddressTest)
#include "listenaddress_test.moc"
