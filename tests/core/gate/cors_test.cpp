#include <QTest>

#include "gate/cors.h"

using namespace mirrorlake;
using namespace mirrorlake::gate;

namespace {

HttpRequest preflight(std::string target, std::string fields = {})
{
    HttpRequest request;
    request.method = HttpMethod::Options;
    request.target = std::move(target);
    request.headers = {{"Origin", "https://page.example"}, {"Access-Control-Request-Method", "GET"}};
    if (!fields.empty())
        request.headers.push_back({"Access-Control-Request-Headers", std::move(fields)});
    return request;
}

bool contains(std::optional<std::string_view> list, std::string_view name)
{
    return list && list->find(name) != std::string_view::npos;
}

} // namespace

class CorsTest : public QObject
{
    Q_OBJECT

private slots:
    void preflightOfHubPathsIsAllowed()
    {
        const auto reply = preflightReply(preflight("/org/name/resolve/main/a", "authorization,range"));
        QVERIFY(reply);
        QCOMPARE(reply->status, 204);
        QCOMPARE(*reply->headers.find("Access-Control-Allow-Origin"), std::string_view("*"));
        QCOMPARE(*reply->headers.find("Access-Control-Allow-Headers"), std::string_view("authorization,range"));
        QVERIFY(contains(reply->headers.find("Access-Control-Allow-Methods"), "HEAD"));
    }

    void oddFieldListsAreNotRepeated()
    {
        for (const std::string &odd : {std::string("a\"b"), std::string(2'000, 'a'), std::string("a;b")}) {
            const auto reply = preflightReply(preflight("/", odd));
            QVERIFY(reply);
            QVERIFY(contains(reply->headers.find("Access-Control-Allow-Headers"), "Range"));
        }
    }

    void whatIsOursIsNeverAllowed()
    {
        for (const char *target : {"/-/api/v1/status", "/-/", "/-"}) {
            QVERIFY(!preflightReply(preflight(target)));
            HttpRequest request = preflight(target);
            request.method = HttpMethod::Get;
            HttpReply reply;
            allowOtherSites(reply, request);
            QVERIFY(!reply.headers.find("Access-Control-Allow-Origin"));
        }
    }

    void otherRequestsAreNoPreflight()
    {
        HttpRequest get = preflight("/");
        get.method = HttpMethod::Get;
        QVERIFY(!preflightReply(get));
        HttpRequest plain;
        plain.method = HttpMethod::Options;
        plain.target = "/";
        QVERIFY(!preflightReply(plain));
    }

    void repliesShowWhatClientsRead()
    {
        HttpRequest request;
        request.target = "/api/models/a/b";
        HttpReply reply;
        allowOtherSites(reply, request);
        QCOMPARE(*reply.headers.find("Access-Control-Allow-Origin"), std::string_view("*"));
        for (const char *name : {"X-Repo-Commit", "ETag", "Link", "X-Error-Code", "Content-Range", "X-Linked-Size"})
            QVERIFY2(contains(reply.headers.find("Access-Control-Expose-Headers"), name), name);
        const std::string once = reply.headers.text();
        allowOtherSites(reply, request);
        QCOMPARE(reply.headers.text(), once);
    }
};

QTEST_GUILESS_MAIN(CorsTest)
#include "cors_test.moc"
