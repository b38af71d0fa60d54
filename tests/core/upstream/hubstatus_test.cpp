#include "upstream/bodycheck.h"
#include "upstream/hubstatus.h"
#include "upstream/ratelimit.h"

#include <QTest>

using namespace mirrorlake;
using namespace mirrorlake::upstream;
using namespace std::chrono_literals;

namespace {

Response made(int status, std::vector<HeaderField> headers, std::string body = {})
{
    Response response;
    response.status = status;
    response.headers = std::move(headers);
    response.body = std::move(body);
    return response;
}

} // namespace

class HubStatusTest : public QObject
{
    Q_OBJECT

private slots:
    void everyAnswerHasItsError_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<std::string>("word");
        QTest::addColumn<ErrorCode>("expected");
        const auto row = [](int status, const char *word, ErrorCode expected) {
            QTest::addRow("%d %s", status, word) << status << std::string(word) << expected;
        };
        row(404, "EntryNotFound", ErrorCode::EntryNotFound);
        row(404, "RevisionNotFound", ErrorCode::RevisionNotFound);
        row(404, "RepoNotFound", ErrorCode::RepoNotFound);
        row(404, "", ErrorCode::RepoNotFound);
        row(401, "", ErrorCode::RepoNotFound);
        row(401, "GatedRepo", ErrorCode::GatedRepo);
        row(403, "GatedRepo", ErrorCode::GatedRepo);
        row(403, "", ErrorCode::AccessDenied);
        row(403, "SomethingNew", ErrorCode::AccessDenied);
        row(400, "", ErrorCode::UpstreamRefused);
        row(410, "", ErrorCode::UpstreamRefused);
        row(408, "", ErrorCode::UpstreamTimeout);
        row(416, "", ErrorCode::RangeNotSatisfiable);
        row(429, "", ErrorCode::UpstreamRateLimited);
        row(429, "RepoNotFound", ErrorCode::UpstreamRateLimited);
        row(500, "", ErrorCode::UpstreamFailed);
        row(502, "RepoNotFound", ErrorCode::UpstreamFailed);
        row(503, "EntryNotFound", ErrorCode::UpstreamFailed);
        row(504, "", ErrorCode::UpstreamTimeout);
        row(204, "", ErrorCode::UpstreamBroken);
        row(302, "", ErrorCode::UpstreamBroken);
    }

    void everyAnswerHasItsError()
    {
        QFETCH(int, status);
        QFETCH(std::string, word);
        QFETCH(ErrorCode, expected);
        QCOMPARE(errorFromHub(made(status, word.empty() ? std::vector<HeaderField>()
                                                        : std::vector{HeaderField{"X-Error-Code", word}}))
                     .code,
                 expected);
    }

    void dataHostNeverSpeaksOfRights()
    {
        for (const int status : {400, 401, 403, 404, 410})
            QCOMPARE(errorFromDataHost(made(status, {{"X-Error-Code", "RepoNotFound"}})).code,
                     ErrorCode::UpstreamRefused);
        QCOMPARE(errorFromDataHost(made(503, {})).code, ErrorCode::UpstreamFailed);
        QCOMPARE(errorFromDataHost(made(416, {})).code, ErrorCode::RangeNotSatisfiable);
        QCOMPARE(errorFromDataHost(made(429, {{"Retry-After", "3"}})).retryAfterSeconds, 3);
    }

    void messageIsTheHubsOnOneLine()
    {
        QCOMPARE(errorFromHub(made(404, {{"X-Error-Message", "Entry not found"}})).message,
                 std::string("the Hub answered 404: Entry not found"));
        QCOMPARE(errorFromHub(made(404, {}, R"({"error":"Invalid\nrev id: x"})")).message,
                 std::string("the Hub answered 404: Invalidrev id: x"));
        QVERIFY(errorFromHub(made(401, {}, R"({"error":"Invalid username or password."})"))
                    .message.starts_with("the Hub answered 401: there is no such repository, or it is private"));
        QCOMPARE(errorFromHub(made(404, {}, "<html>")).message, std::string("the Hub answered 404"));
        QVERIFY(errorFromHub(made(404, {{"X-Error-Message", std::string(5000, 'x')}})).message.size() < 400);
    }

    void retryIsTakenFromWhateverSaysIt()
    {
        const std::chrono::system_clock::time_point now(784111777s); // Sun, 06 Nov 1994 08:49:37 GMT
        QCOMPARE(retryAfterOf(made(429, {{"RateLimit", "\"api\";r=0;t=37"}}), now), 38);
        QCOMPARE(retryAfterOf(made(429, {{"RateLimit", "\"api\";r=5;t=37"}, {"Retry-After", "4"}}), now), 4);
        QCOMPARE(retryAfterOf(made(429, {{"Retry-After", "Sun, 06 Nov 1994 08:49:47 GMT"}}), now), 10);
        QCOMPARE(retryAfterOf(made(429, {{"Retry-After", "Sun, 06 Nov 1994 08:40:00 GMT"}}), now), 0);
        QCOMPARE(retryAfterOf(made(429, {{"Retry-After", "soon"}}), now), 0);
        QCOMPARE(retryAfterOf(made(429, {{"Retry-After", "-5"}}), now), 0);
        QCOMPARE(retryAfterOf(made(429, {}), now), 0);
    }

    void rateLimitIsRead()
    {
        const auto limit = parseRateLimit("\"resolvers\";r=2999;t=257");
        QVERIFY(limit.has_value());
        QCOMPARE(limit->bucket, std::string("resolvers"));
        QCOMPARE(limit->remaining, 2999);
        QVERIFY(limit->reset == 257s);
        QVERIFY(parseRateLimit("\"api\"; r=0; t=1").has_value());
        for (const char *field :
             {"", "api;r=1;t=1", "\"api\"", "\"api\";r=x;t=1", "\"api\";r=-1", "limit=100, remaining=5"})
            QVERIFY2(!parseRateLimit(field), field);
    }

    void pathsAreCountedAsTheHubDoes()
    {
        QCOMPARE(bucketOfPath("/api/models/a/b"), std::string_view("api"));
        QCOMPARE(bucketOfPath("/a/b/resolve/main/x"), std::string_view("resolvers"));
        QCOMPARE(bucketOfPath("/api/resolve-cache/models/a/b/c/x"), std::string_view("resolvers"));
        QCOMPARE(bucketOfPath("/a/b?x=/resolve/"), std::string_view("pages"));
    }

    void contentRangeHasOneForm()
    {
        const auto range = parseContentRange("bytes 5-8/20");
        QVERIFY(range && range->first == (ByteRange{5, 9}) && range->second == 20);
        for (const char *field :
             {"", "bytes", "bytes 5-8", "bytes 8-5/20", "bytes 5-8/*", "bytes */20", "items 5-8/20", "bytes 5-8/20x",
              "bytes -5-8/20", "bytes 5--8/20", "bytes 5-9223372036854775807/1", "bytes 5-99999999999999999999/1"})
            QVERIFY2(!parseContentRange(field), field);
    }
};

QTEST_GUILESS_MAIN(HubStatusTest)
#include "hubstatus_test.moc"
