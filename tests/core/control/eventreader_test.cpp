// Events taken apart, and the board that hands them out.
#include <QTest>

#include "control/events/eventboard.h"
#include "control/remote/eventreader.h"

#include <vector>

using namespace mirrorlake;
using namespace mirrorlake::control;

namespace {

std::vector<std::string> eventsIn(const std::string &text, std::size_t piece)
{
    std::vector<std::string> events;
    EventReader reader;
    for (std::size_t at = 0; at < text.size(); at += piece) {
        const bool isGood = reader.feed(std::string_view(text).substr(at, piece), [&](std::string_view data) {
            events.emplace_back(data);
            return true;
        });
        if (!isGood)
            qFatal("nothing said stop");
    }
    return events;
}

Snapshot snapshotOf(std::int64_t served)
{
    Snapshot snapshot;
    snapshot.figures.servedToday = served;
    return snapshot;
}

} // namespace

class EventReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void eventsComeHoweverTheBytesAreCut()
    {
        const std::string text =
            ": hello\nevent: snapshot\ndata: {\"a\":1}\nid: 7\n\r\ndata:two\ndata: lines\r\n\n\ndata: cut";
        for (std::size_t piece = 1; piece <= text.size(); ++piece) {
            const auto events = eventsIn(text, piece);
            QCOMPARE(events.size(), 2u);
            QCOMPARE(events[0], std::string("{\"a\":1}"));
            QCOMPARE(events[1], std::string("two\nlines"));
        }
    }

    void anEventWithoutEndIsGivenUp()
    {
        EventReader reader;
        const std::string piece(1 << 20, 'x');
        const auto none = [](std::string_view) { return true; };
        QVERIFY(reader.feed("data: ", none));
        std::size_t fed = 0;
        while (fed <= EventReader::longest && reader.feed(piece, none))
            fed += piece.size();
        QVERIFY(fed <= EventReader::longest);
    }

    void aListenerGetsTheFirstAndThenOnlyTheNewest()
    {
        EventBoard board;
        const auto stream = board.listen(snapshotOf(1));
        std::string bytes;
        QCOMPARE(stream->take(bytes), BodyStream::State::Ready);
        QVERIFY(bytes.starts_with("event: snapshot\ndata: {"));
        QVERIFY(bytes.ends_with("}\n\n"));
        QCOMPARE(stream->take(bytes), BodyStream::State::Waiting);
        int woken = 0;
        stream->whenReady([&] { ++woken; });
        board.publish(snapshotOf(2));
        board.publish(snapshotOf(3));
        QCOMPARE(woken, 1);
        QCOMPARE(stream->take(bytes), BodyStream::State::Ready);
        QVERIFY(bytes.find("\"served_today\":3") != std::string::npos);
        QCOMPARE(stream->take(bytes), BodyStream::State::Waiting);
    }

    void listenersAreBounded()
    {
        EventBoard board;
        std::vector<std::shared_ptr<BodyStream>> streams;
        for (int i = 0; i < EventBoard::mostListeners; ++i)
            streams.push_back(board.listen({}));
        QVERIFY(streams.back());
        QVERIFY(!board.listen({}));
        streams.pop_back();
        QVERIFY(board.listen({}));
    }

    void aClosedBoardEndsAllStreams()
    {
        std::shared_ptr<BodyStream> stream;
        std::string bytes;
        int woken = 0;
        {
            EventBoard board;
            stream = board.listen({});
            QCOMPARE(stream->take(bytes), BodyStream::State::Ready);
            stream->whenReady([&] { ++woken; });
            board.close();
            QCOMPARE(woken, 1);
            QVERIFY(!board.listen({}));
        }
        QCOMPARE(stream->take(bytes), BodyStream::State::Ended);
        stream->whenReady([&] { ++woken; });
        QCOMPARE(woken, 2);
    }
};

QTEST_GUILESS_MAIN(EventReaderTest)
#include "eventreader_test.moc"
