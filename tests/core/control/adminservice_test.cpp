#include <QtTest>

#include "control/adminservice.h"
#include "control/frontdesk.h"
#include "control/snapshotjson.h"

#include <memory>

using namespace mirrorlake;
using namespace mirrorlake::control;

namespace {

const std::string token(64, 'a');

struct Asked
{
    std::string target = "/-/api/v1/status";
    HttpMethod method = HttpMethod::Get;
    std::vector<HeaderField> headers;
    std::string client = "127.0.0.1";
};

std::shared_ptr<const HttpRequest> requestOf(const Asked &asked)
{
    auto request = std::make_shared<HttpRequest>();
    request->target = asked.target;
    request->method = asked.method;
    request->headers = asked.headers;
    request->clientAddress = asked.client;
    return request;
}

HttpReply answerOf(HttpService &service, const Asked &asked)
{
    HttpReply answer;
    int answers = 0;
    service.serve(requestOf(asked), [&](HttpReply reply) {
        answer = std::move(reply);
        ++answers;
    });
    if (answers != 1)
        qFatal("a service answers exactly once");
    return answer;
}

class Elsewhere final : public HttpService
{
public:
    void serve(std::shared_ptr<const HttpRequest>, ReplySink reply) override
    {
        HttpReply answer;
        answer.status = 299;
        reply(std::move(answer));
    }
};

} // namespace

class AdminServiceTest : public QObject
{
    Q_OBJECT

private slots:
    void healthIsAnsweredInEveryState();
    void readyOnlyWhileServing();
    void whoMayAskIsATable_data();
    void whoMayAskIsATable();
    void openToLoopbackIsATable_data();
    void openToLoopbackIsATable();
    void statusIsTheSnapshot();
    void headSaysOnlyTheLength();
    void answersAreNeverCachedAndAlwaysJson();
    void frontDeskSendsOnlyOursToTheAdmin_data();
    void frontDeskSendsOnlyOursToTheAdmin();

private:
    AdminService admin(const std::vector<std::string> &listen = {"127.0.0.1:8090"}, const std::string &publicUrl = {})
    {
        settings::ServerSettings server;
        server.listen = listen;
        server.publicUrl = publicUrl;
        return {{hostRules(server), token},
                {[this] { return std::make_shared<const Snapshot>(m_snapshot); }, &noOperations(), nullptr}};
    }

    Snapshot m_snapshot;
};

void AdminServiceTest::healthIsAnsweredInEveryState()
{
    AdminService service = admin();
    for (const MirrorState state : {MirrorState::Starting, MirrorState::Serving, MirrorState::Stopping}) {
        m_snapshot.state = state;
        QCOMPARE(answerOf(service, {"/-/health", HttpMethod::Get, {{"Host", "localhost"}}}).status, 200);
    }
}

void AdminServiceTest::readyOnlyWhileServing()
{
    AdminService service = admin();
    const Asked asked{"/-/ready?x=1", HttpMethod::Get, {{"Host", "localhost"}}};
    m_snapshot.state = MirrorState::Serving;
    QCOMPARE(answerOf(service, asked).status, 200);
    m_snapshot.state = MirrorState::Stopping;
    QCOMPARE(answerOf(service, asked).status, 503);
    m_snapshot.state = MirrorState::Starting;
    QCOMPARE(answerOf(service, asked).status, 503);
}

void AdminServiceTest::whoMayAskIsATable_data()
{
    using Headers = QList<QPair<QByteArray, QByteArray>>;
    QTest::addColumn<QByteArray>("listen");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("method");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<int>("status");

    const QByteArray status("/-/api/v1/status");
    const QByteArray local("127.0.0.1:8090");
    const QByteArray all("0.0.0.0:8090");
    const int get = int(HttpMethod::Get);
    const QPair<QByteArray, QByteArray> host("Host", "localhost:8090");
    const QPair<QByteArray, QByteArray> lanHost("Host", "192.168.1.20:8090");
    const QPair<QByteArray, QByteArray> right("Authorization", "Bearer " + QByteArray::fromStdString(token));
    const auto auth = [](const QByteArray &value) { return QPair<QByteArray, QByteArray>("Authorization", value); };
    const auto name = [](const QByteArray &value) { return QPair<QByteArray, QByteArray>("Host", value); };

    QTest::newRow("right token") << local << status << get << Headers{host, right} << 200;
    QTest::newRow("scheme in another case")
        << local << status << get << Headers{host, auth("bEARER " + QByteArray::fromStdString(token))} << 200;
    QTest::newRow("from the network, right token") << all << status << get << Headers{lanHost, right} << 200;
    QTest::newRow("no token") << local << status << get << Headers{host} << 401;
    QTest::newRow("from the network, no token") << all << status << get << Headers{lanHost} << 401;
    QTest::newRow("wrong token") << local << status << get << Headers{host, auth("Bearer " + QByteArray(64, 'b'))}
                                 << 401;
    QTest::newRow("token's beginning") << local << status << get << Headers{host, auth("Bearer " + QByteArray(63, 'a'))}
                                       << 401;
    QTest::newRow("token and more") << local << status << get << Headers{host, auth("Bearer " + QByteArray(65, 'a'))}
                                    << 401;
    QTest::newRow("empty token") << local << status << get << Headers{host, auth("Bearer ")} << 401;
    QTest::newRow("another scheme") << local << status << get << Headers{host, auth("Basic " + QByteArray(64, 'a'))}
                                    << 401;
    QTest::newRow("token alone") << local << status << get << Headers{host, auth(QByteArray(64, 'a'))} << 401;
    QTest::newRow("other site, right token")
        << local << status << get << Headers{host, right, {"Origin", "https://evil.example"}} << 403;
    QTest::newRow("origin null") << local << status << get << Headers{host, right, {"Origin", "null"}} << 403;
    QTest::newRow("cross-site fetch") << local << QByteArray("/-/health") << get
                                      << Headers{host, {"Sec-Fetch-Site", "cross-site"}} << 403;
    QTest::newRow("same-site fetch") << local << QByteArray("/-/health") << get
                                     << Headers{host, {"Sec-Fetch-Site", "same-site"}} << 403;
    QTest::newRow("typed by the user") << local << QByteArray("/-/health") << get
                                       << Headers{host, {"Sec-Fetch-Site", "none"}} << 200;
    QTest::newRow("our own page")
        << local << status << get
        << Headers{host, right, {"Origin", "http://localhost:8090"}, {"Sec-Fetch-Site", "same-origin"}} << 200;

    QTest::newRow("rebound name") << local << QByteArray("/-/health") << get << Headers{name("evil.example:8090")}
                                  << 403;
    QTest::newRow("rebound name, right token") << local << status << get << Headers{name("evil.example"), right} << 403;
    QTest::newRow("name that begins as ours")
        << local << QByteArray("/-/health") << get << Headers{name("localhost.evil.example")} << 403;
    QTest::newRow("no name") << local << QByteArray("/-/health") << get << Headers{} << 200;
    QTest::newRow("by address") << local << QByteArray("/-/health") << get << Headers{name("127.0.0.1:1")} << 200;
    QTest::newRow("by address of six") << local << QByteArray("/-/health") << get << Headers{name("[::1]:8090")} << 200;
    QTest::newRow("by name in capitals") << local << QByteArray("/-/health") << get << Headers{name("LOCALHOST")}
                                         << 200;
    QTest::newRow("public name") << local << QByteArray("/-/health") << get << Headers{name("mirror.example.org")}
                                 << 200;
    QTest::newRow("any name on the network")
        << all << QByteArray("/-/health") << get << Headers{name("mirror.lan")} << 200;

    QTest::newRow("unknown") << local << QByteArray("/-/secret") << get << Headers{host, right} << 404;
    QTest::newRow("unknown below") << local << QByteArray("/-/health/x") << get << Headers{host} << 404;
    QTest::newRow("bare") << local << QByteArray("/-") << get << Headers{host} << 404;
    QTest::newRow("post") << local << status << int(HttpMethod::Post) << Headers{host, right} << 405;
    QTest::newRow("delete") << local << QByteArray("/-/health") << int(HttpMethod::Other) << Headers{host} << 405;
}

void AdminServiceTest::whoMayAskIsATable()
{
    using Headers = QList<QPair<QByteArray, QByteArray>>;
    QFETCH(QByteArray, listen);
    QFETCH(QByteArray, target);
    QFETCH(int, method);
    QFETCH(Headers, headers);
    QFETCH(int, status);
    AdminService service = admin({listen.toStdString()}, "https://Mirror.example.org:443/hub");
    Asked asked{target.toStdString(), HttpMethod(method), {}, "192.168.1.7"};
    for (const auto &header : headers)
        asked.headers.push_back({header.first.toStdString(), header.second.toStdString()});
    const HttpReply reply = answerOf(service, asked);
    QCOMPARE(reply.status, status);
    QVERIFY(reply.text.find(token) == std::string::npos);
    QVERIFY(!reply.headers.find("Access-Control-Allow-Origin"));
}

void AdminServiceTest::openToLoopbackIsATable_data()
{
    using Headers = QList<QPair<QByteArray, QByteArray>>;
    QTest::addColumn<bool>("isOpen");
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<QByteArray>("publicUrl");
    QTest::addColumn<QByteArray>("proxy");
    QTest::addColumn<int>("status");
    const QPair<QByteArray, QByteArray> host("Host", "localhost:8090");
    const auto row = [&](const char *name, const Headers &headers, int status, const char *client = "127.0.0.1",
                         const char *publicUrl = "", bool isOpen = true, const char *proxy = "") {
        QTest::newRow(name) << isOpen << QByteArray(client) << headers << QByteArray(publicUrl) << QByteArray(proxy)
                            << status;
    };
    row("closed unless set", {host}, 401, "127.0.0.1", "", false);
    row("localhost", {host}, 200);
    row("an address of loopback", {{"Host", "127.0.0.2:8090"}}, 200, "127.0.0.2");
    row("IPv6", {{"Host", "[::1]:8090"}}, 200, "::1");
    row("IPv4 over IPv6", {host}, 200, "::ffff:127.0.0.1");
    row("a wrong token is no harm", {host, {"Authorization", "Bearer x"}}, 200);
    row("page of its own", {host, {"Origin", "http://localhost:8090"}, {"Sec-Fetch-Site", "same-origin"}}, 200);
    row("from the network", {{"Host", "192.168.1.20:8090"}}, 401, "192.168.1.7");
    row("from the network, called localhost", {host}, 401, "192.168.1.7");
    row("from here by the network's name", {{"Host", "192.168.1.20:8090"}}, 401);
    row("no name", {}, 401);
    row("a name made by DNS rebinding", {{"Host", "evil.example:8090"}}, 401);
    row("a name that begins like one", {{"Host", "127.0.0.1.evil.example"}}, 401);
    row("page of another site", {host, {"Sec-Fetch-Site", "cross-site"}}, 403);
    row("origin of another site", {host, {"Origin", "https://evil.example"}}, 403);
    row("origin of another port", {host, {"Origin", "http://localhost:3000"}}, 403);
    row("origin null", {host, {"Origin", "null"}}, 403);
    for (const char *sign :
         {"Forwarded", "x-forwarded-for", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"})
        row(sign, {host, {sign, "127.0.0.1"}}, 401);
    row("a proxy that hides itself", {host}, 401, "127.0.0.1", "https://mirror.example.org");
    row("a proxy that is trusted", {host}, 401, "127.0.0.1", "", true, "127.0.0.1");
}

void AdminServiceTest::openToLoopbackIsATable()
{
    QFETCH(bool, isOpen);
    QFETCH(QByteArray, client);
    using Headers = QList<QPair<QByteArray, QByteArray>>;
    QFETCH(Headers, headers);
    QFETCH(QByteArray, publicUrl);
    QFETCH(QByteArray, proxy);
    QFETCH(int, status);
    settings::ServerSettings server;
    server.listen = {"0.0.0.0:8090", "127.0.0.1:8090"};
    server.publicUrl = publicUrl.toStdString();
    server.opensAdmin = isOpen;
    if (!proxy.isEmpty())
        server.trustedProxies = {proxy.toStdString()};
    AdminService service{adminRules(server, token),
                         {[this] { return std::make_shared<const Snapshot>(m_snapshot); }, &noOperations(), nullptr}};
    Asked asked;
    asked.client = client.toStdString();
    for (const auto &[name, value] : headers)
        asked.headers.push_back({name.toStdString(), value.toStdString()});
    QCOMPARE(answerOf(service, asked).status, status);
}

void AdminServiceTest::statusIsTheSnapshot()
{
    m_snapshot.state = MirrorState::Serving;
    m_snapshot.upstream = "https://huggingface.co";
    AdminService service = admin();
    const HttpReply reply = answerOf(
        service, {"/-/api/v1/status", HttpMethod::Get, {{"Host", "localhost"}, {"Authorization", "Bearer " + token}}});
    QCOMPARE(reply.text, toJson(m_snapshot));
}

void AdminServiceTest::headSaysOnlyTheLength()
{
    AdminService service = admin();
    const HttpReply whole = answerOf(service, {"/-/health", HttpMethod::Get, {{"Host", "localhost"}}});
    const HttpReply head = answerOf(service, {"/-/health", HttpMethod::Head, {{"Host", "localhost"}}});
    QCOMPARE(head.status, 200);
    QVERIFY(head.text.empty());
    QCOMPARE(head.headLength, std::optional<std::int64_t>(whole.text.size()));
}

void AdminServiceTest::answersAreNeverCachedAndAlwaysJson()
{
    AdminService service = admin();
    for (const char *target : {"/-/health", "/-/ready", "/-/api/v1/status", "/-/nothing"}) {
        const HttpReply reply = answerOf(service, {target, HttpMethod::Get, {{"Host", "localhost"}}});
        QCOMPARE(reply.headers.find("Content-Type"), std::optional<std::string_view>("application/json"));
        QCOMPARE(reply.headers.find("Cache-Control"), std::optional<std::string_view>("no-store"));
        QVERIFY(QJsonDocument::fromJson(QByteArray::fromStdString(reply.text)).isObject());
    }
}

void AdminServiceTest::frontDeskSendsOnlyOursToTheAdmin_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("isOurs");
    QTest::newRow("ours") << QByteArray("/-/health") << true;
    QTest::newRow("bare") << QByteArray("/-") << true;
    QTest::newRow("bare with query") << QByteArray("/-?x") << true;
    QTest::newRow("unknown") << QByteArray("/-/x") << true;
    QTest::newRow("like the Xet face") << QByteArray("/-/casino") << true;
    QTest::newRow("Xet face") << QByteArray("/-/cas/v2/reconstructions/a") << false;
    QTest::newRow("repo") << QByteArray("/org/name/resolve/main/a") << false;
    QTest::newRow("name with a dash") << QByteArray("/-name/resolve/main/a") << false;
    QTest::newRow("deeper") << QByteArray("/a/-/health") << false;
    QTest::newRow("doubled slash") << QByteArray("//-/health") << false;
    QTest::newRow("encoded") << QByteArray("/%2D/health") << false;
    QTest::newRow("nothing") << QByteArray("/") << false;
    QTest::newRow("empty") << QByteArray("") << false;
}

void AdminServiceTest::frontDeskSendsOnlyOursToTheAdmin()
{
    QFETCH(QByteArray, target);
    QFETCH(bool, isOurs);
    AdminService service = admin();
    Elsewhere elsewhere;
    FrontDesk desk(service, elsewhere);
    QCOMPARE(answerOf(desk, {target.toStdString(), HttpMethod::Get, {{"Host", "localhost"}}}).status != 299, isOurs);
}

QTEST_GUILESS_MAIN(AdminServiceTest)
#include "adminservice_test.moc"
