#include <QTest>

#include "serve/trustedproxies.h"

using namespace mirrorlake;
using namespace mirrorlake::serve;

class TrustedProxiesTest : public QObject
{
    Q_OBJECT

private slots:
    void clientIsTheLastHopThatIsNoTrustedProxy_data();
    void clientIsTheLastHopThatIsNoTrustedProxy();
    void fieldsOfOneNameAreOneList();
    void withoutTrustedProxiesNobodyIsBelieved();
};

namespace {

TrustedProxies proxies(std::initializer_list<const char *> texts)
{
    std::vector<Network> networks;
    for (const char *text : texts)
        networks.push_back(*Network::parse(text));
    return TrustedProxies(std::move(networks));
}

HttpRequest saying(std::initializer_list<const char *> fields)
{
    HttpRequest request;
    request.headers.push_back({"Host", "mirror"});
    for (const char *field : fields)
        request.headers.push_back({"x-forwarded-for", field});
    return request;
}

} // namespace

void TrustedProxiesTest::clientIsTheLastHopThatIsNoTrustedProxy_data()
{
    QTest::addColumn<std::string>("connection");
    QTest::addColumn<std::string>("said");
    QTest::addColumn<std::string>("client");
    const std::string proxy = "127.0.0.1";
    const auto row = [](const char *name, const std::string &connection, const char *said, const char *client) {
        QTest::newRow(name) << connection << std::string(said) << std::string(client);
    };
    row("one hop", proxy, "192.168.1.7", "192.168.1.7");
    row("what the client wrote before", proxy, "10.9.9.9, 192.168.1.7", "192.168.1.7");
    row("through two proxies", proxy, "10.9.9.9,192.168.1.7 , 10.0.0.2", "192.168.1.7");
    row("IPv6", proxy, "FD00:0::7", "fd00::7");
    row("IPv4 in IPv6", proxy, "::ffff:192.168.1.7", "192.168.1.7");
    row("proxy over IPv6", "::1", "192.168.1.7", "192.168.1.7");
    row("proxy in a network", "10.0.0.200", "192.168.1.7", "192.168.1.7");
    row("a client who trusts itself", "192.168.1.9", "192.168.1.7", "192.168.1.9");
    row("nobody but proxies", proxy, "10.0.0.1, 10.0.0.2", "127.0.0.1");
    row("nothing", proxy, "", "127.0.0.1");
    row("an empty hop", proxy, "192.168.1.7,", "127.0.0.1");
    row("a broken hop before a proxy", proxy, "192.168.1.7, unknown, 10.0.0.2", "127.0.0.1");
    row("what is broken before the client does not matter", proxy, "<script>, 192.168.1.7", "192.168.1.7");
    row("no address", proxy, "lab-ws-07", "127.0.0.1");
    row("a port", proxy, "192.168.1.7:5000", "127.0.0.1");
    row("a network", proxy, "192.168.1.0/24", "127.0.0.1");
    row("an interface", proxy, "fe80::1%eth0", "127.0.0.1");
    row("an address with a tail", proxy, "192.168.1.7 x", "127.0.0.1");
}

void TrustedProxiesTest::clientIsTheLastHopThatIsNoTrustedProxy()
{
    QFETCH(std::string, connection);
    QFETCH(std::string, said);
    QFETCH(std::string, client);
    const TrustedProxies trusted = proxies({"127.0.0.1", "::1", "10.0.0.0/24"});
    QCOMPARE(trusted.clientOf(saying({said.c_str()}), connection), client);
}

void TrustedProxiesTest::fieldsOfOneNameAreOneList()
{
    const TrustedProxies trusted = proxies({"127.0.0.1"});
    QCOMPARE(trusted.clientOf(saying({"10.9.9.9", "192.168.1.7", "127.0.0.1"}), "127.0.0.1"),
             std::string("192.168.1.7"));
    QCOMPARE(trusted.clientOf(saying({}), "127.0.0.1"), std::string("127.0.0.1"));
}

void TrustedProxiesTest::withoutTrustedProxiesNobodyIsBelieved()
{
    QCOMPARE(proxies({}).clientOf(saying({"192.168.1.7"}), "127.0.0.1"), std::string("127.0.0.1"));
}

QTEST_APPLESS_MAIN(TrustedProxiesTest)
#include "trustedproxies_test.moc"
