#include <QtTest>

#include "settings/fieldvalue.h"
#include "settings/route.h"
#include "settings/settingsfile.h"
#include "settings/sources.h"

using namespace mirrorlake;
using namespace mirrorlake::settings;

class RouteTest : public QObject
{
    Q_OBJECT

private slots:
    void urlAloneIsARouteForBytes();
    void everyWordArrivesAndComesBack();
    void secretsAreMaskedWhereverTheyAreShown();
    void mistakesAreNamedWithoutSecrets_data();
    void mistakesAreNamedWithoutSecrets();
    void fixedAddressesAreChecked();
    void listsMayBeEmptied();
};

void RouteTest::urlAloneIsARouteForBytes()
{
    const auto route = RouteSettings::parse(" https://hf-mirror.com/ ");
    QVERIFY(route);
    QCOMPARE(route->url, std::string("https://hf-mirror.com"));
    QVERIFY(!route->isAuthoritative && !route->takesCallerTokens && route->token.empty() && route->proxy.empty());
    QCOMPARE(route->weight, 1.0);
    QCOMPARE(route->limit.count, 0);
    QCOMPARE(route->text(), std::string("https://hf-mirror.com"));
}

void RouteTest::everyWordArrivesAndComesBack()
{
    const std::string text = "https://hub.example authoritative tokens token=hf_x proxy=socks5h://me:secret@proxy:1080 "
                             "ca=/etc/hub.pem doh=https://dns.example/q address=hub.example:443:192.0.2.7 "
                             "address=cdn.example:443:192.0.2.8 weight=2.5 limit=50MB";
    const auto route = RouteSettings::parse(text);
    QVERIFY2(route, route ? "" : route.error().message.c_str());
    QVERIFY(route->isAuthoritative && route->takesCallerTokens);
    QCOMPARE(route->token, std::string("hf_x"));
    QCOMPARE(route->proxy, std::string("socks5h://me:secret@proxy:1080"));
    QCOMPARE(route->caFile, std::string("/etc/hub.pem"));
    QCOMPARE(route->dohUrl, std::string("https://dns.example/q"));
    QCOMPARE(route->fixedAddresses,
             (std::vector<std::string>{"hub.example:443:192.0.2.7", "cdn.example:443:192.0.2.8"}));
    QCOMPARE(route->weight, 2.5);
    QCOMPARE(route->limit.count, 50'000'000);
    QCOMPARE(route->text(), text);
}

void RouteTest::secretsAreMaskedWhereverTheyAreShown()
{
    Settings settings;
    QVERIFY(
        applyAssignment(settings, "upstream.fallbacks=https://a.example token=hf_secret proxy=http://me:secret@p:1"));
    QVERIFY(applyAssignment(settings, "upstream.proxy=http://me:secret@p:1"));
    const std::string shown = allAsToml(settings);
    QVERIFY(shown.find("secret") == std::string::npos);
    QVERIFY(shown.find("https://a.example token=******** proxy=http://me:********@p:1") != std::string::npos);
    QVERIFY(changesAsToml(settings).find("hf_secret") != std::string::npos);
}

void RouteTest::mistakesAreNamedWithoutSecrets_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("names");
    QTest::newRow("nothing") << QByteArray("   ") << QByteArray("begins with its URL");
    QTest::newRow("no URL") << QByteArray("authoritative https://a.example")
                            << QByteArray("'authoritative' is not a URL");
    QTest::newRow("unknown word") << QByteArray("https://a.example trusted")
                                  << QByteArray("trusted: there is no such word");
    QTest::newRow("unknown value") << QByteArray("https://a.example tokn=hf_secret")
                                   << QByteArray("tokn: there is no such word");
    QTest::newRow("weight") << QByteArray("https://a.example weight=0") << QByteArray("weight: '0'");
    QTest::newRow("weight of nothing") << QByteArray("https://a.example weight") << QByteArray("weight: ''");
    QTest::newRow("weight in words") << QByteArray("https://a.example weight=inf") << QByteArray("weight: 'inf'");
    QTest::newRow("names over plain HTTP")
        << QByteArray("https://a.example doh=http://dns.example") << QByteArray("doh: 'http://dns.example'");
    QTest::newRow("address") << QByteArray("https://a.example address=a.example") << QByteArray("address: 'a.example'");
    QTest::newRow("limit") << QByteArray("https://a.example limit=fast") << QByteArray("limit: 'fast'");
    QTest::newRow("proxy") << QByteArray("https://a.example proxy=ftp://me:secret@p")
                           << QByteArray("proxy: it is not a proxy");
    QTest::newRow("token") << QByteArray("https://a.example token=secret\x01") << QByteArray("token: a token has");
}

void RouteTest::mistakesAreNamedWithoutSecrets()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, names);
    const auto route = RouteSettings::parse(text.toStdString());
    QVERIFY(!route);
    QCOMPARE(route.error().code, ErrorCode::BadConfiguration);
    const QByteArray message = QByteArray::fromStdString(route.error().message);
    QVERIFY2(message.contains(names), message);
    QVERIFY2(!message.contains("secret"), message);
}

void RouteTest::fixedAddressesAreChecked()
{
    Settings settings;
    QVERIFY(applyAssignment(settings, "upstream.fixed_addresses=huggingface.co:443:192.0.2.7,hub:80:[::1]"));
    QCOMPARE(settings.upstream.fixedAddresses.size(), 2u);
    for (const char *bad : {"huggingface.co", "huggingface.co:443", "huggingface.co:443:", "huggingface.co:x:192.0.2.7",
                            ":443:192.0.2.7", "huggingface.co:443:huggingface.co", "huggingface.co:443:::1"})
        QVERIFY2(!applyAssignment(settings, std::string("upstream.fixed_addresses=") + bad), bad);
}

void RouteTest::listsMayBeEmptied()
{
    Settings settings;
    QVERIFY(applyAssignment(settings, "upstream.fallbacks=https://a.example"));
    QVERIFY(applyAssignment(settings, "upstream.fallbacks="));
    QVERIFY(settings.upstream.fallbacks.empty());
    QVERIFY(applyToml(settings, "[upstream]\nfallbacks = []\n"));
}

QTEST_GUILESS_MAIN(RouteTest)
#include "route_test.moc"
