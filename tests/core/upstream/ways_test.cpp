// The ways to a route: proxies with and without a password, DNS over HTTPS, fixed addresses; each route has its own.
#include "core/upstream/collectingsink.h"
#include "core/upstream/hubfixture.h"
#include "core/upstream/socks5server.h"
#include "core/upstream/tlsserver.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fstream>

using namespace mirrorlake;
using namespace mirrorlake::upstream;
using namespace mirrorlake::test;

namespace {

const std::string content = "0123456789abcdefghij";
constexpr std::int64_t size = 20;

void sendFile(const SeenRequest &, Wire &wire)
{
    wire.send(answer(200, {"ETag: " + gitTag}, content));
}

std::string socks(const std::string &scheme, const std::string &who, const Socks5Server &proxy)
{
    return scheme + "://" + who + "@127.0.0.1:" + std::to_string(proxy.port());
}

/// The route of a host that only the proxy, or the resolver, knows.
Route namedRoute(const ScriptedServer &server, ClientOptions client)
{
    Route route{"http://hub.example:" + std::to_string(server.port())};
    route.client = std::move(client);
    return route;
}

std::string fetched(Hub &hub)
{
    CollectingSink sink;
    const auto result = hub.bytes(gitSource(size), {0, size}, sink);
    return result ? sink.body : result.error().message;
}

/// Answers a DNS question (RFC 1035) for an IPv4 address with loopback, and any other with nothing.
std::string dnsAnswer(const std::string &question)
{
    using namespace std::string_literals;
    std::size_t end = 12;
    while (question.at(end) != 0)
        end += static_cast<unsigned char>(question.at(end)) + 1u;
    const bool isForIpv4 = question.at(end + 2) == 1;
    std::string reply = question.substr(0, 2) + "\x81\x80\0\1\0"s + (isForIpv4 ? '\1' : '\0') + "\0\0\0\0"s +
                        question.substr(12, end + 5 - 12);
    if (isForIpv4)
        reply += "\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\x7f\0\0\1"s;
    return reply;
}

} // namespace

class WaysTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }

    void socks5ProxyIsToldNameAndPassword()
    {
        ScriptedServer server(sendFile);
        Socks5Server proxy("user", "pass word");
        ClientOptions client = quickClient();
        client.proxy = socks("socks5h", "user:pass%20word", proxy);
        const auto hub = hubOf({namedRoute(server, client)});
        QCOMPARE(fetched(*hub), content);
        QCOMPARE(proxy.targets(), std::vector<std::string>{"hub.example:" + std::to_string(server.port())});
        QCOMPARE(proxy.refusals(), 0);
    }

    void wrongPasswordOfAProxyIsAnErrorThatKeepsIt()
    {
        ScriptedServer server(sendFile);
        Socks5Server proxy("user", "word");
        ClientOptions client = quickClient();
        client.proxy = socks("socks5h", "user:h1dden", proxy);
        const auto hub = hubOf({namedRoute(server, client)});
        CollectingSink sink;
        const auto result = hub->bytes(gitSource(size), {0, size}, sink);
        QCOMPARE(result.error().code, ErrorCode::UpstreamUnreachable);
        QVERIFY(result.error().message.find("h1dden") == std::string::npos);
        QVERIFY(proxy.refusals() > 0);
        QVERIFY(server.seen().empty());
    }

    void socks5ProxyMayBeGivenAnAddress()
    {
        ScriptedServer server(sendFile);
        Socks5Server proxy("user", "word");
        ClientOptions client = quickClient();
        client.proxy = socks("socks5", "user:word", proxy);
        client.fixedAddresses = {"hub.example:" + std::to_string(server.port()) + ":127.0.0.1"};
        const auto hub = hubOf({namedRoute(server, client)});
        QCOMPARE(fetched(*hub), content);
        QCOMPARE(proxy.targets(), std::vector<std::string>{"127.0.0.1:" + std::to_string(server.port())});
    }

    void namesAreAskedOverHttps()
    {
        ScriptedServer server(sendFile);
        std::atomic<int> questions = 0;
        TlsServer resolver([&](const std::string &request) {
            ++questions;
            const std::string reply = dnsAnswer(request.substr(request.find("\r\n\r\n") + 4));
            return "HTTP/1.1 200 OK\r\nContent-Type: application/dns-message\r\nConnection: close\r\nContent-Length: " +
                   std::to_string(reply.size()) + "\r\n\r\n" + reply;
        });
        const QTemporaryDir folder;
        ClientOptions client = quickClient();
        client.connectTimeout = std::chrono::milliseconds(20'000);
        client.caFile = folder.filePath(QStringLiteral("ca.pem")).toStdString();
        std::ofstream(client.caFile) << resolver.certificatePem();
        client.dohUrl = resolver.url() + "/dns-query";
        const auto hub = hubOf({namedRoute(server, client)});
        QCOMPARE(fetched(*hub), content);
        QVERIFY(questions > 0);
        QCOMPARE(server.seen().at(0).header("host"), "hub.example:" + std::to_string(server.port()));
    }

    void eachRouteHasItsOwnWay()
    {
        ScriptedServer first([](const SeenRequest &, Wire &wire) { wire.send(answer(500, {})); });
        ScriptedServer second(sendFile);
        ScriptedServer httpProxy([](const SeenRequest &, Wire &wire) { wire.send(answer(500, {})); });
        Socks5Server socksProxy("user", "word");
        ClientOptions byHttp = quickClient();
        byHttp.proxy = "http://who:what@127.0.0.1:" + std::to_string(httpProxy.port());
        ClientOptions bySocks = quickClient();
        bySocks.proxy = socks("socks5h", "user:word", socksProxy);
        const auto hub = hubOf({namedRoute(first, byHttp), namedRoute(second, bySocks)});
        QCOMPARE(fetched(*hub), content);
        QVERIFY(!httpProxy.seen().empty());
        QVERIFY(httpProxy.seen().at(0).hasHeader("proxy-authorization"));
        QVERIFY(httpProxy.seen().at(0).target.starts_with("http://hub.example:" + std::to_string(first.port())));
        QVERIFY(first.seen().empty());
        QCOMPARE(socksProxy.targets().size(), std::size_t(1));
        QVERIFY(!second.seen().at(0).hasHeader("proxy-authorization"));
    }
};

QTEST_GUILESS_MAIN(WaysTest)
#include "ways_test.moc"
