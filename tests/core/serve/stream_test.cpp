#include <QTest>

#include "core/serve/harness.h"
#include "support/rawclient.h"

#include <deque>

using namespace mirrorlake;
using namespace mirrorlake::test;

namespace {

/// A stream that gives what the test puts in, when it puts it in.
class FedStream final : public BodyStream
{
public:
    explicit FedStream(Counter &released) : m_released(released) {}
    ~FedStream() override { m_released.add(); }

    void feed(std::string bytes, State state = State::Ready)
    {
        std::function<void()> wake;
        {
            const std::lock_guard lock(m_mutex);
            m_pieces.push_back({std::move(bytes), state});
            wake = std::exchange(m_wake, nullptr);
        }
        if (wake)
            wake();
    }

    State take(std::string &bytes) override
    {
        const std::lock_guard lock(m_mutex);
        if (m_pieces.empty())
            return State::Waiting;
        const auto [piece, state] = m_pieces.front();
        m_pieces.pop_front();
        bytes = piece;
        return state;
    }

    void whenReady(std::function<void()> wake) override
    {
        {
            const std::lock_guard lock(m_mutex);
            waits.add();
            if (m_pieces.empty()) {
                m_wake = std::move(wake);
                return;
            }
        }
        wake();
    }

    Counter waits;

private:
    Counter &m_released;
    std::mutex m_mutex;
    std::deque<std::pair<std::string, State>> m_pieces;
    std::function<void()> m_wake;
};

HttpReply streamReply(std::shared_ptr<BodyStream> stream)
{
    HttpReply reply;
    reply.stream = std::move(stream);
    return reply;
}

/// The body of a chunked text, and what follows it.
std::string unchunked(std::string_view text, std::string &rest)
{
    std::string body;
    for (;;) {
        const std::size_t line = text.find("\r\n");
        const std::size_t length = std::stoul(std::string(text.substr(0, line)), nullptr, 16);
        body += text.substr(line + 2, length);
        text.remove_prefix(line + 2 + length + 2);
        if (length == 0)
            break;
    }
    rest = text;
    return body;
}

} // namespace

class StreamTest : public QObject
{
    Q_OBJECT

private slots:
    void bytesGoOutAsTheyComeAndTheConnectionLivesOn()
    {
        Counter released;
        auto stream = std::make_shared<FedStream>(released);
        FedStream &fed = *stream;
        FunctionService service([&](std::shared_ptr<const HttpRequest> request, ReplySink reply) {
            reply(request->target == "/next" ? textReply("next") : streamReply(std::move(stream)));
        });
        RunningServer running(service);
        RawClient client(running.endpoint());
        client.send(RawClient::get("/"));
        const RawReply head = client.readHead();
        QCOMPARE(*head.header("Transfer-Encoding"), std::string("chunked"));
        QVERIFY(!head.header("Content-Length"));
        QVERIFY(fed.waits.waitFor(1));
        fed.feed("one ");
        QCOMPARE(client.readBytes(9), std::string("4\r\none \r\n"));
        fed.feed("");
        const std::string large(3'000'000, 'x');
        fed.feed(large);
        fed.feed("", BodyStream::State::Ended);
        std::string rest;
        std::string text = client.readBytes(std::string("2dc6c0\r\n\r\n0\r\n\r\n").size() + large.size());
        QVERIFY(unchunked(text, rest) == large);
        QVERIFY(rest.empty());
        QVERIFY(released.waitFor(1));
        QCOMPARE(client.ask(RawClient::get("/next")).body, std::string("next"));
    }

    void failureCutsBeforeTheProperEnd()
    {
        Counter released;
        auto stream = std::make_shared<FedStream>(released);
        stream->feed("half");
        stream->feed("", BodyStream::State::Failed);
        FunctionService service([&](auto, ReplySink reply) { reply(streamReply(std::move(stream))); });
        RunningServer running(service);
        RawClient client(running.endpoint());
        client.send(RawClient::get("/"));
        client.readHead();
        QCOMPARE(client.readToEnd(), std::string("4\r\nhalf\r\n"));
    }

    void clientThatLeavesEndsTheStream()
    {
        Counter released;
        auto stream = std::make_shared<FedStream>(released);
        FedStream &fed = *stream;
        FunctionService service([&](auto, ReplySink reply) { reply(streamReply(std::move(stream))); });
        RunningServer running(service);
        RawClient client(running.endpoint());
        client.send(RawClient::get("/"));
        client.readHead();
        QVERIFY(fed.waits.waitFor(1));
        client.close();
        QVERIFY(released.waitFor(1));
        QVERIFY(running.waitUntilEmpty());
    }

    void headHasNoBody()
    {
        Counter released;
        FunctionService service(
            [&](auto, ReplySink reply) { reply(streamReply(std::make_shared<FedStream>(released))); });
        RunningServer running(service);
        RawClient client(running.endpoint());
        for (int i = 0; i < 2; ++i)
            QCOMPARE(client.ask(RawClient::head("/"), true).status, 200);
    }
};

QTEST_GUILESS_MAIN(StreamTest)
#include "stream_test.moc"
