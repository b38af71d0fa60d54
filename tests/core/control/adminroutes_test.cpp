// The table of routes and what is made of it.
#include <QtTest>

#include "control/admin/adminroute.h"
#include "control/admin/openapi.h"
#include "control/json/jobjson.h"
#include "control/json/joborderjson.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <nlohmann/json.hpp>

#include <set>

using namespace mirrorlake;
using namespace mirrorlake::control;

class AdminRoutesTest : public QObject
{
    Q_OBJECT

private slots:
    void everyRouteIsDescribedAndNothingElse();
    void everyNamedSchemaIsThere();
    void onlyWatchersNeedNoToken();
    void argumentsAreTakenFromThePath();
    void ordersAreRead_data();
    void ordersAreRead();
    void wrongOrdersAreRefused_data();
    void wrongOrdersAreRefused();
    void jobComesBackTheSame();
};

void AdminRoutesTest::everyRouteIsDescribedAndNothingElse()
{
    const QJsonObject paths = QJsonDocument::fromJson(QByteArray::fromStdString(openApiDocument()))
                                  .object()[QStringLiteral("paths")]
                                  .toObject();
    std::set<std::string> described;
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        for (const QString &method : path.value().toObject().keys())
            described.insert(method.toStdString() + " " + path.key().toStdString());
    }
    std::set<std::string> routes;
    std::set<std::string_view> ids;
    for (const AdminRoute &route : adminRoutes()) {
        routes.insert((route.method == HttpMethod::Post ? "post " : "get ") + std::string(route.pattern));
        QVERIFY2(ids.insert(route.id).second, route.id.data());
        QVERIFY(route.answer && !route.summary.empty());
    }
    QCOMPARE(routes.size(), adminRoutes().size());
    QVERIFY(described == routes);
}

void AdminRoutesTest::everyNamedSchemaIsThere()
{
    const QByteArray text = QByteArray::fromStdString(openApiDocument());
    const QJsonObject schemas = QJsonDocument::fromJson(text)
                                    .object()[QStringLiteral("components")]
                                    .toObject()[QStringLiteral("schemas")]
                                    .toObject();
    const QRegularExpression reference(QStringLiteral("#/components/schemas/(\\w+)"));
    auto found = reference.globalMatch(QString::fromUtf8(text));
    QVERIFY(found.hasNext());
    while (found.hasNext()) {
        const QString name = found.next().captured(1);
        QVERIFY2(schemas.contains(name), qPrintable(name));
    }
}

void AdminRoutesTest::onlyWatchersNeedNoToken()
{
    for (const AdminRoute &route : adminRoutes())
        QVERIFY2(!route.isOpen || !(route.pattern.starts_with("/-/api/") || route.pattern.starts_with("/-/debug/")),
                 route.pattern.data());
}

void AdminRoutesTest::argumentsAreTakenFromThePath()
{
    QVERIFY(argumentsOf("/-/api/v1/jobs/{id}", "/-/api/v1/jobs/7") == std::vector<std::string>{"7"});
    QVERIFY(argumentsOf("/x/{name}", "/x/a%20b") == std::vector<std::string>{"a b"});
    QVERIFY(!argumentsOf("/x/{name}", "/x/"));
    QVERIFY(!argumentsOf("/x/{name}", "/x/a/b"));
    QVERIFY(!argumentsOf("/x/{name}", "/x/%zz"));
    QVERIFY(!argumentsOf("/x/{name}", "/x/%0a"));
    QVERIFY(!argumentsOf("/x/y", "/x/z"));
}

void AdminRoutesTest::ordersAreRead_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("choice");
    QTest::newRow("wish") << QByteArray(R"({"wish":"org/name:Q8_0"})") << QByteArray("hf:models/org/name")
                          << QByteArray(
                                 R"({"preset":"gguf","quantisation":"Q8_0","include":[],"exclude":[],"files":[]})");
    QTest::newRow("wish narrowed")
        << QByteArray(R"({"wish":"datasets/org/d","preset":"parquet","exclude":["x/"]})")
        << QByteArray("hf:datasets/org/d")
        << QByteArray(R"({"preset":"parquet","quantisation":"","include":[],"exclude":["x/"],"files":[]})");
    QTest::newRow("named")
        << QByteArray(R"({"type":"dataset","repo":"org/d","files":["a"],"priority":3})")
        << QByteArray("hf:datasets/org/d")
        << QByteArray(R"({"preset":"everything","quantisation":"","include":[],"exclude":[],"files":["a"]})");
}

void AdminRoutesTest::ordersAreRead()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, choice);
    const auto order = orderFromJson(json.toStdString());
    QVERIFY2(order, order ? "" : order.error().message.c_str());
    QCOMPARE(QByteArray::fromStdString(order->repo.text()), key);
    QCOMPARE(QByteArray::fromStdString(toJson(order->choice)), choice);
    const auto again = orderFromJson(asJson(*order).dump());
    QVERIFY(again && again->choice == order->choice && again->priority == order->priority);
}

void AdminRoutesTest::wrongOrdersAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json :
         {"", "[]", "{}", "null", R"({"wish":3})", R"({"wish":"a/b/c"})", R"({"repo":"org/name","type":"house"})",
          R"({"repo":"org/name","revision":"../x"})", R"({"repo":7})", R"({"wish":"org/name","priority":"high"})",
          R"({"wish":"org/name","priority":1.5})", R"({"wish":"org/name","priority":1e300})",
          R"({"wish":"org/name","keep_current":1})", R"({"wish":"org/name","colour":"red"})",
          R"({"wish":"org/name","max_bytes_per_second":-1})", R"({"wish":"org/name","max_bytes_per_second":"5MB"})",
          R"({"wish":"org/name","preset":"gguf"})", R"({"wish":"org/name","include":"*"})"})
        QTest::newRow(*json ? json : "nothing") << QByteArray(json);
}

void AdminRoutesTest::wrongOrdersAreRefused()
{
    QFETCH(QByteArray, json);
    const auto order = orderFromJson(json.toStdString());
    QVERIFY(!order);
    QCOMPARE(order.error().code, ErrorCode::BadRequest);
    QVERIFY(!changeFromJson("{}"));
    QVERIFY(!changeFromJson(R"({"max_bytes_per_second":1e30})"));
    QCOMPARE(changeFromJson(R"({"max_bytes_per_second":0})")->maxBytesPerSecond, std::optional<std::int64_t>(0));
    QVERIFY(!changeFromJson(R"({"position":"first"})"));
}

void AdminRoutesTest::jobComesBackTheSame()
{
    preload::Job job{7, *RepoKey::parse("hf:datasets/org/d"), *Revision::parse("v1")};
    job.choice = {preload::Preset::Gguf, "Q4_K_M", {"*.gguf"}, {"x"}, {}};
    job.priority = -3;
    job.position = 2;
    job.schedule = "22:00-06:00";
    job.isKeptCurrent = true;
    job.maxBytesPerSecond = 5'000'000;
    job.state = preload::JobState::Waiting;
    job.waitsFor = preload::WaitFor::Space;
    job.reason = {"needs \"more\"", ErrorCode::NoSpace};
    job.commit = std::string(40, 'a');
    job.note = {preload::JobNote::Kind::Changed, "01234567", 1, 2, 3, {"a", "b"}, 0};
    job.failures = {{"a b", {"gone", ErrorCode::EntryNotFound}}};
    job.addedAt = 1;
    job.startedAt = 2;
    job.endedAt = 3;
    job.checkedAt = 4;
    job.bytes = 1'000'000'000'000;
    job.doneBytes = 5;
    job.files = 6;
    job.doneFiles = 4;
    job.bytesPerSecond = 1.5;
    job.secondsLeft = 9;
    job.stalledSeconds = 8;
    job.active = {{"c", 10, 5, 2.5, "filling"}};
    const auto again = jobFrom(nlohmann::json::parse(asJson(job).dump()));
    QVERIFY(again && *again == job);
    QVERIFY(!jobFrom(nlohmann::json::object()));
}

QTEST_GUILESS_MAIN(AdminRoutesTest)
#include "adminroutes_test.moc"
