#include "upstream/circuitbreaker.h"
#include "upstream/connectionslots.h"

#include <QTest>

#include <latch>
#include <thread>
#include <vector>

using namespace mirrorlake;
using namespace mirrorlake::upstream;
using namespace std::chrono_literals;
using Admission = CircuitBreaker::Admission;
using State = CircuitBreaker::State;

namespace {

const Clock::Steady start(1000s);
const Error unreachable{ErrorCode::UpstreamUnreachable, "refused"};
const Error slow{ErrorCode::UpstreamTimeout, "slow"};
const Error broken{ErrorCode::UpstreamBroken, "500"};

} // namespace

class CircuitBreakerTest : public QObject
{
    Q_OBJECT

private slots:
    void unreachableRestsAtOnce()
    {
        CircuitBreaker breaker;
        QVERIFY(breaker.admit(start) == Admission::Yes);
        breaker.failed(unreachable, start);
        QVERIFY(breaker.admit(start) == Admission::No);
        QVERIFY(breaker.isResting(start));
        QCOMPARE(breaker.cause().message, std::string("refused"));
    }

    void slowRestsAfterTwoAndErringAfterFiveInARow()
    {
        CircuitBreaker breaker;
        breaker.failed(slow, start);
        QVERIFY(breaker.state() == State::Closed);
        breaker.failed(slow, start);
        QVERIFY(breaker.state() == State::Open);

        CircuitBreaker erring;
        for (int i = 0; i < 4; ++i)
            erring.failed(broken, start);
        erring.succeeded();
        for (int i = 0; i < 4; ++i)
            erring.failed(broken, start);
        QVERIFY(erring.state() == State::Closed);
        erring.failed(broken, start);
        QVERIFY(erring.state() == State::Open);
    }

    void oneProbeGoesAfterTheRest()
    {
        CircuitBreaker breaker;
        breaker.failed(unreachable, start);
        const Clock::Steady later = start + CircuitBreaker::firstRest;
        QVERIFY(breaker.admit(later - 1ms) == Admission::No);
        QVERIFY(breaker.admit(later) == Admission::Probe);
        QVERIFY(breaker.admit(later) == Admission::No);
        breaker.succeeded();
        QVERIFY(breaker.admit(later) == Admission::Yes);
    }

    void restsDoubleUpToABound()
    {
        CircuitBreaker breaker;
        Clock::Steady now = start;
        breaker.failed(unreachable, now);
        std::vector<std::chrono::milliseconds> rests;
        for (int i = 0; i < 6; ++i) {
            rests.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(breaker.restsUntil() - now));
            now = breaker.restsUntil();
            QVERIFY(breaker.admit(now) == Admission::Probe);
            breaker.failed(unreachable, now);
        }
        QVERIFY((rests == std::vector<std::chrono::milliseconds>{1s, 2s, 4s, 8s, 8s, 8s}));
        now = breaker.restsUntil();
        QVERIFY(breaker.admit(now) == Admission::Probe);
        breaker.succeeded();
        breaker.failed(unreachable, now);
        QVERIFY(breaker.restsUntil() - now == 1s); // recovered: begins anew
    }

    void failuresOfOlderRequestsDoNotLengthenARest()
    {
        CircuitBreaker breaker;
        breaker.failed(unreachable, start);
        breaker.failed(unreachable, start + 500ms);
        QVERIFY(breaker.restsUntil() == start + 1s);
    }

    void abandonedProbeLeavesItsPlace()
    {
        CircuitBreaker breaker;
        breaker.failed(unreachable, start);
        QVERIFY(breaker.admit(start + 1s) == Admission::Probe);
        breaker.abandoned();
        QVERIFY(breaker.admit(start + 1s) == Admission::Probe);
    }

    void hostGetsNoMoreThanItsSlots()
    {
        ConnectionSlots slots_(2);
        const auto never = [] { return false; };
        const auto always = [] { return true; };
        auto first = slots_.take("a", never);
        {
            auto second = slots_.take("a", never);
            QVERIFY(!slots_.take("a", always));
            QVERIFY(slots_.take("b", always)); // another host is free
            QCOMPARE(slots_.taken("a"), 2);
        }
        QCOMPARE(slots_.taken("a"), 1);
        QVERIFY(slots_.take("a", always));
        QCOMPARE(slots_.taken("b"), 0);
    }

    void waiterGetsTheSlotThatIsGivenBack()
    {
        ConnectionSlots slots_(1);
        std::optional<ConnectionSlots::Slot> held(slots_.take("a", [] { return false; }));
        std::latch waits(1);
        bool isFirst = true;
        bool got = false;
        std::thread waiter([&] {
            got = slots_
                      .take("a",
                            [&] {
                                if (std::exchange(isFirst, false))
                                    waits.count_down();
                                return false;
                            })
                      .has_value();
        });
        waits.wait();
        held.reset();
        waiter.join();
        QVERIFY(got);
    }
};

QTEST_GUILESS_MAIN(CircuitBreakerTest)
#include "circuitbreaker_test.moc"
