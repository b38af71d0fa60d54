// The pipe between upstream and a connection: bounded, in order, and ended from either side.
#include <QTest>

#include "mirror/git/bodypipe.h"

#include <atomic>
#include <future>
#include <thread>

using namespace mirrorlake;
using mirror::BodyPipe;

namespace {

constexpr auto longEnough = std::chrono::seconds(20);

const std::function<bool()> never = [] { return false; };

/// Waits as a connection does.
BodyStream::State takeNext(BodyStream &stream, std::string &bytes)
{
    for (;;) {
        const BodyStream::State state = stream.take(bytes);
        if (state != BodyStream::State::Waiting)
            return state;
        auto woken = std::make_shared<std::promise<void>>();
        stream.whenReady([woken] { woken->set_value(); });
        if (woken->get_future().wait_for(longEnough) != std::future_status::ready)
            return BodyStream::State::Failed;
    }
}

} // namespace

class BodyPipeTest : public QObject
{
    Q_OBJECT

private slots:
    void bytesComeInOrderAndNeverMoreThanFit()
    {
        auto pipe = std::make_shared<BodyPipe>();
        auto stream = pipe->readingEnd();
        std::thread writer([&] {
            for (int i = 0; i < 4000; ++i)
                pipe->write(std::string(1000, static_cast<char>('a' + i % 26)), never);
            pipe->end();
        });
        std::string all;
        std::string part;
        while (takeNext(*stream, part) == BodyStream::State::Ready) {
            QVERIFY(part.size() < BodyPipe::capacity + 1000);
            all += part;
        }
        writer.join();
        QCOMPARE(all.size(), std::size_t(4'000'000));
        for (int i = 0; i < 4000; ++i)
            QVERIFY(all[static_cast<std::size_t>(i) * 1000 + 999] == static_cast<char>('a' + i % 26));
    }

    void fullPipeWaitsUntilItsReaderLeaves()
    {
        auto pipe = std::make_shared<BodyPipe>();
        auto stream = pipe->readingEnd();
        const std::string much(BodyPipe::capacity, 'x');
        QVERIFY(pipe->write(much, never));
        auto second = std::async(std::launch::async, [&] { return pipe->write(much, never); });
        stream.reset();
        QVERIFY(second.wait_for(longEnough) == std::future_status::ready);
        QVERIFY(!second.get());
        QVERIFY(pipe->isAbandoned());
    }

    void fullPipeEndsWhenItsWriterIsCancelled()
    {
        auto pipe = std::make_shared<BodyPipe>();
        const auto stream = pipe->readingEnd();
        const std::string much(BodyPipe::capacity, 'x');
        QVERIFY(pipe->write(much, never));
        QVERIFY(!pipe->write(much, [] { return true; }));
    }

    void failureComesAfterTheBytes()
    {
        auto pipe = std::make_shared<BodyPipe>();
        const auto stream = pipe->readingEnd();
        QVERIFY(pipe->write(std::string("half"), never));
        pipe->fail();
        std::string bytes;
        QVERIFY(stream->take(bytes) == BodyStream::State::Ready);
        QCOMPARE(bytes, std::string("half"));
        QVERIFY(stream->take(bytes) == BodyStream::State::Failed);
    }

    void wakeComesAtOnceWhenSomethingIsThere()
    {
        auto pipe = std::make_shared<BodyPipe>();
        const auto stream = pipe->readingEnd();
        pipe->end();
        bool isWoken = false;
        stream->whenReady([&] { isWoken = true; });
        QVERIFY(isWoken);
    }
};

QTEST_GUILESS_MAIN(BodyPipeTest)
#include "bodypipe_test.moc"
