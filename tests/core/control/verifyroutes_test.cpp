// Looking through the cache over the admin API.
#include <QTest>

#include "control/adminservice.h"
#include "control/json/verifyjson.h"
#include "ui/fakeoperations.h"

#include <nlohmann/json.hpp>

using namespace mirrorlake;
using namespace mirrorlake::control;

namespace {

const std::string token(64, 'a');

verify::Report busyReport()
{
    verify::Report report;
    report.number = 7;
    report.phase = verify::Phase::Mending;
    report.order = {"org/name:*.bin", 5, false, true};
    report.isNightly = true;
    report.startedAt = 1;
    report.endedAt = 2;
    report.files = 3;
    report.filesDone = 4;
    report.bytes = 5;
    report.bytesDone = 6;
    report.damaged = 8;
    report.missing = 9;
    report.mended = 10;
    report.listed = {{*BlobHash::parse(std::string(64, 'b')), 11, "org/name", "模型.bin", verify::Harm::Unreadable,
                      true, "the disk"}};
    report.failure = "cancelled";
    return report;
}

} // namespace

class VerifyRoutesTest : public QObject
{
    Q_OBJECT

private slots:
    void reportComesBackTheSame();
    void ordersAreRead();
    void wrongOrdersAreRefused_data();
    void wrongOrdersAreRefused();
    void lookIsBegunWatchedAndCancelled();
    void refusalNamesItsReason();
    void nobodyLooksWithoutAToken();
    void stoppedMirrorRefuses();

private:
    HttpReply ask(HttpMethod method, const std::string &target, const std::string &body = {}, bool hasToken = true)
    {
        AdminService service({hostRules({}), token},
                             {[] { return std::make_shared<const Snapshot>(); }, m_target, nullptr, nullptr, {}});
        auto request = std::make_shared<HttpRequest>();
        request->target = target;
        request->method = method;
        request->body = body;
        request->clientAddress = "127.0.0.1";
        request->headers = {{"Host", "localhost"}};
        if (hasToken)
            request->headers.push_back({"Authorization", "Bearer " + token});
        HttpReply answer;
        service.serve(request, [&](HttpReply reply) { answer = std::move(reply); });
        return answer;
    }

    test::FakeOperations m_operations;
    Operations *m_target = &m_operations;
};

void VerifyRoutesTest::reportComesBackTheSame()
{
    const std::string text = asJson(busyReport()).dump();
    QCOMPARE(asJson(verifyReportFrom(nlohmann::json::parse(text))).dump(), text);
    QCOMPARE(verifyReportFrom(nlohmann::json::object()).phase, verify::Phase::Never);
}

void VerifyRoutesTest::ordersAreRead()
{
    const auto order = verifyOrderFromJson(R"({"what":"org/name","sample":3,"read":false,"repair":true})");
    QVERIFY(order);
    QCOMPARE(order->what, std::string("org/name"));
    QCOMPARE(order->sample, 3);
    QVERIFY(!order->reads && order->mends);
    const auto everything = verifyOrderFromJson("");
    QVERIFY(everything && everything->what.empty() && everything->reads && !everything->mends);
    QCOMPARE(asJson(*verifyOrderFromJson(asJson(*order).dump())).dump(), asJson(*order).dump());
}

void VerifyRoutesTest::wrongOrdersAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json : {"[]", "x", R"({"what":3})", R"({"sample":"many"})", R"({"read":1})", R"({"colour":"red"})",
                             R"({"what":"a\u0001b"})"})
        QTest::newRow(json) << QByteArray(json);
}

void VerifyRoutesTest::wrongOrdersAreRefused()
{
    QFETCH(QByteArray, json);
    QCOMPARE(ask(HttpMethod::Post, "/-/api/v1/verify", json.toStdString()).status, 400);
    QVERIFY(m_operations.verifications.empty());
}

void VerifyRoutesTest::lookIsBegunWatchedAndCancelled()
{
    QCOMPARE(ask(HttpMethod::Post, "/-/api/v1/verify", R"({"what":"org/name"})").text, std::string(R"({"number":1})"));
    QCOMPARE(m_operations.verifications.at(0).what, std::string("org/name"));
    m_operations.report = busyReport();
    const HttpReply shown = ask(HttpMethod::Get, "/-/api/v1/verify");
    QCOMPARE(shown.text, asJson(busyReport()).dump());
    QCOMPARE(ask(HttpMethod::Post, "/-/api/v1/verify/cancel").status, 200);
    QCOMPARE(m_operations.cancelled, 1);
    m_operations.verifications.clear();
}

void VerifyRoutesTest::refusalNamesItsReason()
{
    m_operations.fault = Error{ErrorCode::TooManyRequests, "one goes on", 0};
    const HttpReply reply = ask(HttpMethod::Post, "/-/api/v1/verify");
    QCOMPARE(reply.status, 429);
    QVERIFY(reply.text.find("one goes on") != std::string::npos);
    m_operations.fault.reset();
    m_operations.verifications.clear();
}

void VerifyRoutesTest::nobodyLooksWithoutAToken()
{
    QCOMPARE(ask(HttpMethod::Get, "/-/api/v1/verify", {}, false).status, 401);
    QCOMPARE(ask(HttpMethod::Post, "/-/api/v1/verify", {}, false).status, 401);
    QCOMPARE(ask(HttpMethod::Post, "/-/api/v1/verify/cancel", {}, false).status, 401);
    QVERIFY(m_operations.verifications.empty());
}

void VerifyRoutesTest::stoppedMirrorRefuses()
{
    m_target = &noOperations();
    QCOMPARE(ask(HttpMethod::Post, "/-/api/v1/verify").status, 503);
    QCOMPARE(ask(HttpMethod::Get, "/-/api/v1/verify").status, 503);
}

QTEST_GUILESS_MAIN(VerifyRoutesTest)
#include "verifyroutes_test.moc"
