#include <QtTest>

#include "control/addresses.h"
#include "control/interfaces.h"

using namespace mirrorlake::control;

namespace {

const std::vector<InterfaceAddress> office{
    {"docker0", "172.17.0.1", false}, {"wg0", "10.8.0.2", true},           {"eth0", "fe80::1", false},
    {"eth0", "fd00::7", false},       {"eth0", "192.168.1.20", false},     {"br-1234", "172.18.0.1", false},
    {"veth99", "169.254.1.1", false}, {"tailscale0", "100.64.0.9", false}, {"wlan0", "192.168.2.30", false},
};

QString text(const std::vector<ServedAddress> &addresses)
{
    static const char *const kinds[] = {"loopback", "lan", "vpn"};
    QStringList lines;
    for (const ServedAddress &address : addresses)
        lines << QString::fromStdString(address.url) + QLatin1Char(' ') + QLatin1String(kinds[int(address.kind)]) +
                     QLatin1Char(' ') + QString::fromStdString(address.interfaceName);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

class AddressesTest : public QObject
{
    Q_OBJECT

private slots:
    void wildcardIsReachedByLanThenVpnThenLoopback();
    void bothFamiliesAnswerUnderTheWildcardOfSix();
    void loopbackStaysAlone();
    void oneAddressIsOnlyItself();
    void onlyLoopbackIsLeftWithoutANetwork();
    void addressesAreShownOnce();
    void localUrlIsTheFirstEndpoint();
    void interfacesOfThisMachineAreAddresses();
};

void AddressesTest::wildcardIsReachedByLanThenVpnThenLoopback()
{
    QCOMPARE(text(servedAddresses({"0.0.0.0:8090"}, office)), QStringLiteral("http://192.168.1.20:8090 lan eth0\n"
                                                                             "http://192.168.2.30:8090 lan wlan0\n"
                                                                             "http://10.8.0.2:8090 vpn wg0\n"
                                                                             "http://100.64.0.9:8090 vpn tailscale0\n"
                                                                             "http://127.0.0.1:8090 loopback lo"));
}

void AddressesTest::bothFamiliesAnswerUnderTheWildcardOfSix()
{
    QCOMPARE(text(servedAddresses({"[::]:1"}, office)), QStringLiteral("http://192.168.1.20:1 lan eth0\n"
                                                                       "http://192.168.2.30:1 lan wlan0\n"
                                                                       "http://[fd00::7]:1 lan eth0\n"
                                                                       "http://10.8.0.2:1 vpn wg0\n"
                                                                       "http://100.64.0.9:1 vpn tailscale0\n"
                                                                       "http://127.0.0.1:1 loopback lo"));
}

void AddressesTest::loopbackStaysAlone()
{
    QCOMPARE(text(servedAddresses({"127.0.0.1:8090"}, office)), QStringLiteral("http://127.0.0.1:8090 loopback lo"));
    QCOMPARE(text(servedAddresses({"[::1]:8090"}, office)), QStringLiteral("http://[::1]:8090 loopback lo"));
}

void AddressesTest::oneAddressIsOnlyItself()
{
    QCOMPARE(text(servedAddresses({"10.8.0.2:8090"}, office)), QStringLiteral("http://10.8.0.2:8090 vpn wg0"));
    QCOMPARE(text(servedAddresses({"172.17.0.1:8090"}, office)), QStringLiteral("http://172.17.0.1:8090 lan docker0"));
}

void AddressesTest::onlyLoopbackIsLeftWithoutANetwork()
{
    QCOMPARE(text(servedAddresses({"0.0.0.0:8090"}, {})), QStringLiteral("http://127.0.0.1:8090 loopback lo"));
    QVERIFY(servedAddresses({}, office).empty());
    QVERIFY(servedAddresses({"nonsense"}, office).empty());
}

void AddressesTest::addressesAreShownOnce()
{
    QCOMPARE(text(servedAddresses({"127.0.0.1:8090", "192.168.1.20:8090", "127.0.0.1:8090"}, office)),
             QStringLiteral("http://192.168.1.20:8090 lan eth0\nhttp://127.0.0.1:8090 loopback lo"));
}

void AddressesTest::localUrlIsTheFirstEndpoint()
{
    QCOMPARE(localUrlOf({"0.0.0.0:8090", "127.0.0.1:1"}), std::string("http://127.0.0.1:8090"));
    QCOMPARE(localUrlOf({"[::]:8090"}), std::string("http://127.0.0.1:8090"));
    QCOMPARE(localUrlOf({"192.168.1.20:8090"}), std::string("http://192.168.1.20:8090"));
    QCOMPARE(localUrlOf({"[::1]:8090"}), std::string("http://[::1]:8090"));
    QVERIFY(localUrlOf({}).empty());
}

void AddressesTest::interfacesOfThisMachineAreAddresses()
{
    for (const InterfaceAddress &found : localInterfaces()) {
        QVERIFY(!found.interfaceName.empty());
        QVERIFY(found.address.find('%') == std::string::npos);
        QVERIFY(!found.address.starts_with("127."));
    }
}

QTEST_GUILESS_MAIN(AddressesTest)
#include "addresses_test.moc"
