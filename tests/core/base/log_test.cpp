#include <QTest>

#include "base/log.h"
#include "base/logscope.h"
#include "base/logtail.h"

#include <thread>

using namespace mirrorlake;

class LogTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { log::setup(log::Level::Off, log::Format::Text); }

    void followerGetsEachLineOnce()
    {
        const std::uint64_t begin = log::since(0).next;
        log::write(log::Level::Info, "test", "one");
        const log::Tail first = log::since(begin);
        QCOMPARE(first.lines.size(), std::size_t(1));
        QCOMPARE(first.lines[0].text, std::string("one"));
        QVERIFY(log::since(first.next).lines.empty());
        log::write(log::Level::Error, "test", "two");
        log::write(log::Level::Info, "test", "three");
        const log::Tail second = log::since(first.next);
        QCOMPARE(second.lines.size(), std::size_t(2));
        QCOMPARE(second.lines[1].text, std::string("three"));
    }

    void followerThatWasAwayGetsWhatIsKept()
    {
        const std::uint64_t begin = log::since(0).next;
        for (int i = 0; i < 5000; ++i)
            log::write(log::Level::Debug, "test", std::to_string(i));
        const log::Tail tail = log::since(begin);
        QCOMPARE(tail.lines.size(), std::size_t(2000));
        QCOMPARE(tail.lines.back().text, std::string("4999"));
        QCOMPARE(tail.next, begin + 5000);
    }

    void linesBearTheRequestOfTheirThread()
    {
        const std::uint64_t begin = log::since(0).next;
        {
            const log::Scope outer("a-1");
            log::write(log::Level::Info, "mirror", "asks");
            {
                const log::Scope inner("b-2");
                log::write(log::Level::Info, "fill", "begins");
                std::thread([] { log::write(log::Level::Info, "sweep", "goes"); }).join();
            }
            log::write(log::Level::Info, "mirror", "answers");
        }
        log::write(log::Level::Info, "app", "ends");
        std::vector<std::string> texts;
        for (const log::Line &line : log::since(begin).lines)
            texts.push_back(line.text);
        const std::vector<std::string> expected{"[a-1] asks", "[b-2] begins", "goes", "[a-1] answers", "ends"};
        QVERIFY(texts == expected);
    }

    void followerOfAnEarlierProgramBeginsAnew()
    {
        log::write(log::Level::Info, "test", "here");
        QVERIFY(!log::since(log::since(0).next + 1'000'000).lines.empty());
    }
};

QTEST_GUILESS_MAIN(LogTest)
#include "log_test.moc"
