#include <QtTest>

#include "engineoptions.h"
#include "settings/sources.h"
#include "upkeepoptions.h"

using namespace mirrorlake;
using namespace mirrorlake::app;
using namespace std::chrono_literals;

namespace {

settings::Settings with(const std::vector<std::string> &assignments)
{
    settings::Settings settings;
    for (const std::string &assignment : assignments) {
        if (!settings::applyAssignment(settings, assignment))
            qFatal("%s is not allowed", assignment.c_str());
    }
    return settings;
}

} // namespace

class EngineOptionsTest : public QObject
{
    Q_OBJECT

private slots:
    void defaultsOfSettingsAreThoseOfTheRooms();
    void everySettingArrives();
    void fallbacksKeepTheirOwnWays();
    void rulesHaveTheirNames();
};

void EngineOptionsTest::defaultsOfSettingsAreThoseOfTheRooms()
{
    const settings::Settings settings;
    const serve::ServerOptions server = serverOptions(settings.server);
    const serve::ServerOptions plain;
    QCOMPARE(server.threads, plain.threads);
    QCOMPARE(server.maxConnections, plain.maxConnections);
    QVERIFY(server.idleTimeout == plain.idleTimeout && server.readTimeout == plain.readTimeout &&
            server.writeTimeout == plain.writeTimeout && server.maxHeader == plain.maxHeader &&
            server.maxBody == plain.maxBody);
    const fill::FillOptions fill = fillOptions(settings.fill);
    const fill::FillOptions plainFill;
    QVERIFY(fill.workers == plainFill.workers && fill.perBlob == plainFill.perBlob &&
            fill.perHost == plainFill.perHost && fill.withoutReaders == plainFill.withoutReaders);
    const upstream::HubOptions hub = hubOptions(settings);
    const upstream::HubOptions plainHub;
    QVERIFY(hub.latencyMargin == plainHub.latencyMargin && hub.rule == plainHub.rule &&
            hub.perHost == plainHub.perHost && hub.client.connectTimeout == plainHub.client.connectTimeout &&
            hub.client.stallTimeout == plainHub.client.stallTimeout);
    QCOMPARE(hub.routes.size(), 1u);
    QCOMPARE(gateOptions(settings).maxRequests, gate::GateOptions().maxRequests);
    QVERIFY(mirrorOptions(settings).refTtl == mirror::MirrorOptions().refTtl);
}

void EngineOptionsTest::everySettingArrives()
{
    const settings::Settings settings = with({"server.listen=0.0.0.0:1",
                                              "server.threads=3",
                                              "server.max_connections=5",
                                              "server.max_requests=7",
                                              "server.idle_timeout=11s",
                                              "server.read_timeout=12s",
                                              "server.write_timeout=13s",
                                              "server.max_header=2KiB",
                                              "server.max_body=1MiB",
                                              "server.public_url=https://m.example",
                                              "server.allowed_hosts=proxy.example",
                                              "server.trusted_proxies=127.0.0.1, 10.0.0.0/8",
                                              "upstream.url=http://u.example",
                                              "upstream.token=hf_x",
                                              "upstream.proxy=http://p:1",
                                              "upstream.ca_file=/ca",
                                              "upstream.offline=true",
                                              "upstream.connect_timeout=14s",
                                              "upstream.stall_timeout=16s",
                                              "upstream.ref_ttl=17s",
                                              "upstream.latency_margin=50ms",
                                              "upstream.believe_fallbacks=yes",
                                              "upstream.limit=9MB",
                                              "upstream.doh_url=https://dns.example/q",
                                              "upstream.fixed_addresses=h:1:192.0.2.7",
                                              "fill.workers=18",
                                              "fill.per_blob=19",
                                              "fill.per_host=20",
                                              "fill.without_readers=stop",
                                              "access.allowed_for=21s",
                                              "access.refused_for=22s",
                                              "access.offline_for=23s",
                                              "access.lend_token_for=org/name, other/*"});
    const serve::ServerOptions server = serverOptions(settings.server);
    QCOMPARE(server.listen, std::vector<std::string>{"0.0.0.0:1"});
    QCOMPARE(server.threads, 3);
    QCOMPARE(server.maxConnections, 5);
    QVERIFY(server.idleTimeout == 11s && server.readTimeout == 12s && server.writeTimeout == 13s);
    QVERIFY(server.maxHeader == kibibytes(2) && server.maxBody == mebibytes(1));
    QCOMPARE(server.trustedProxies.size(), 2u);
    QVERIFY(server.trustedProxies.back().contains("10.1.2.3"));
    QCOMPARE(gateOptions(settings).maxRequests, 7);
    QVERIFY(!gateOptions(settings).hosts.isLoopbackOnly);
    QCOMPARE(gateOptions(settings).hosts.names, (std::vector<std::string>{"proxy.example", "m.example"}));

    const upstream::HubOptions hub = hubOptions(settings);
    QCOMPARE(hub.routes.at(0).url, std::string("http://u.example"));
    QCOMPARE(hub.routes.at(0).token, std::string("hf_x"));
    QCOMPARE(hub.routes.at(0).limit.value, 9e6);
    QVERIFY(hub.routes.at(0).isAuthoritative);
    QVERIFY(hub.isOffline && hub.mayBelieveAnyRoute);
    QVERIFY(hub.latencyMargin == 50ms && hub.perHost == 20);
    QCOMPARE(hub.client.proxy, std::string("http://p:1"));
    QCOMPARE(hub.client.caFile, std::string("/ca"));
    QCOMPARE(hub.client.dohUrl, std::string("https://dns.example/q"));
    QCOMPARE(hub.client.fixedAddresses, std::vector<std::string>{"h:1:192.0.2.7"});
    QVERIFY(hub.client.connectTimeout == 14s && hub.client.stallTimeout == 16s);

    const fill::FillOptions fill = fillOptions(settings.fill);
    QVERIFY(fill.workers == 18 && fill.perBlob == 19 && fill.perHost == 20);
    QVERIFY(fill.withoutReaders == fill::WithoutReaders::Stop);
    QVERIFY(mirrorOptions(settings).refTtl == 17s);
    const mirror::AccessOptions access = mirrorOptions(settings).access;
    QVERIFY(access.allowedFor == 21s && access.refusedFor == 22s && access.offlineFor == 23s);
    QCOMPARE(access.lendTokenFor, (std::vector<std::string>{"org/name", "other/*"}));
    QCOMPARE(mirrorOptions(settings).publicUrl, std::string("https://m.example"));
}

void EngineOptionsTest::fallbacksKeepTheirOwnWays()
{
    const upstream::HubOptions hub =
        hubOptions(with({"upstream.proxy=http://p:1", "upstream.token=hf_first",
                         "upstream.fallbacks=https://a.example, https://b.example authoritative tokens token=hf_b "
                         "proxy=http://q:2 ca=/q.pem doh=https://q.example/q address=b.example:443:192.0.2.7 weight=3 "
                         "limit=1MB"}));
    QCOMPARE(hub.routes.size(), 3u);
    QVERIFY(!hub.routes[1].isAuthoritative && !hub.routes[1].takesCallerTokens);
    QCOMPARE(hub.routes[1].client->proxy, std::string("http://p:1"));
    QVERIFY2(hub.routes[1].token.empty(), "the token of the first upstream goes nowhere else");
    QVERIFY(hub.routes[2].isAuthoritative && hub.routes[2].takesCallerTokens);
    QCOMPARE(hub.routes[2].token, std::string("hf_b"));
    QCOMPARE(hub.routes[2].client->proxy, std::string("http://q:2"));
    QCOMPARE(hub.routes[2].client->caFile, std::string("/q.pem"));
    QCOMPARE(hub.routes[2].client->dohUrl, std::string("https://q.example/q"));
    QCOMPARE(hub.routes[2].client->fixedAddresses, std::vector<std::string>{"b.example:443:192.0.2.7"});
    QCOMPARE(hub.routes[2].weight, 3.0);
    QCOMPARE(hub.routes[2].limit.value, 1e6);
}

void EngineOptionsTest::rulesHaveTheirNames()
{
    using upstream::RouteRule;
    QVERIFY(hubOptions(with({"upstream.rule=order"})).rule == RouteRule::Order);
    QVERIFY(hubOptions(with({"upstream.rule=fastest"})).rule == RouteRule::Fastest);
    QVERIFY(hubOptions(with({"upstream.rule=switch-when-slow"})).rule == RouteRule::SwitchWhenSlow);
    using fill::WithoutReaders;
    QVERIFY(fillOptions(with({"fill.without_readers=go-on"}).fill).withoutReaders == WithoutReaders::GoOn);
    QVERIFY(fillOptions(with({"fill.without_readers=worthwhile"}).fill).withoutReaders ==
            WithoutReaders::GoOnIfWorthwhile);
    QVERIFY(fillOptions(with({"fill.without_readers=pause"}).fill).withoutReaders == WithoutReaders::Pause);
}

QTEST_GUILESS_MAIN(EngineOptionsTest)
#include "engineoptions_test.moc"
