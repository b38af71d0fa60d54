#include <QTest>

#include "base/errorreply.h"
#include "core/serve/harness.h"
#include "fuzz/requestgenerator.h"
#include "support/rawclient.h"

#include <nlohmann/json.hpp>

using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

constexpr int requests = 10'000;
constexpr std::int64_t fileSize = 1000;

/// Serves ranges of one file at every path.
class RangeService final : public HttpService
{
public:
    void serve(std::shared_ptr<const HttpRequest> request, ReplySink reply) override
    {
        const auto header = request->header("Range");
        const auto specs = header ? parseRangeHeader(*header) : std::nullopt;
        if (!specs)
            return reply(fileReply({std::shared_ptr<void>(), &m_body}, {0, fileSize}));
        const auto range = specs->front().within(fileSize);
        if (!range)
            return reply(
                errorReply(Error{ErrorCode::RangeNotSatisfiable, "the range lies beyond the end of the file"}));
        HttpReply part = fileReply({std::shared_ptr<void>(), &m_body}, *range);
        part.status = 206;
        reply(std::move(part));
    }

    std::string path() const { return m_body.path(); }

private:
    GrowingBody m_body{fileSize};
};

/// Empty when the reply is one that a refused client can use, else what is wrong with it.
std::string flawOf(const RawReply &reply, bool hasBody)
{
    if (reply.status < 400 || reply.status > 499)
        return "status " + std::to_string(reply.status);
    if (reply.header("X-Error-Message").value_or("").empty())
        return "no X-Error-Message";
    if (!hasBody)
        return {};
    const auto body = nlohmann::json::parse(reply.body, nullptr, false);
    return body.is_object() && body.value("error", "").size() > 10 ? "" : "body " + reply.body;
}

} // namespace

class HostileRequestsTest : public QObject
{
    Q_OBJECT

private slots:
    void tenThousandHostileRequestsAreAnswered()
    {
        RangeService service;
        RunningServer running(service);
        RequestGenerator generator(20'240'917);
        int refused = 0;
        for (int i = 0; i < requests; ++i) {
            const GeneratedRequest request = generator.next();
            RawClient client(running.endpoint());
            client.send(request.bytes);
            client.closeWriting();
            const bool isHead = request.bytes.find("HEAD ") < 5;
            const RawReply reply = client.readReply(isHead);
            const std::string context = "request " + std::to_string(i) + ": " + request.bytes.substr(0, 300);
            const bool isServed = reply.status == 200 || reply.status == 206;
            if (!isServed || request.isMalformed) {
                const std::string flaw = flawOf(reply, !isHead);
                QVERIFY2(flaw.empty(), (flaw + " to " + context).c_str());
                ++refused;
            }
            QVERIFY2(isHead || reply.isWhole, context.c_str());
            QVERIFY2((reply.head + reply.body).find(service.path()) == std::string::npos, context.c_str());
        }
        QVERIFY(refused > requests / 4);
        QVERIFY(refused < requests);
        QCOMPARE(RawClient(running.endpoint()).ask(RawClient::get("/", "Range: bytes=0-0\r\n")).body.size(),
                 std::size_t(1));
        QVERIFY(running.waitUntilEmpty());
    }
};

QTEST_GUILESS_MAIN(HostileRequestsTest)
#include "hostilerequests_test.moc"
