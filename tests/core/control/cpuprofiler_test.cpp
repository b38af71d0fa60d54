// Profiles of this very process.
#include <QTest>

#include "control/cpuprofiler.h"

#include <cstring>
#include <future>

using namespace mirrorlake;
using namespace mirrorlake::control;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 30s;

/// Words of the head of pprof's form: 0, how many follow, version, microseconds between two samples, padding.
constexpr std::size_t headBytes = 5 * sizeof(std::uint64_t);
/// Records follow the head, each with its number of samples first; the last has none.
bool hasSamples(const std::string &profile)
{
    std::uint64_t samples = 0;
    if (profile.size() < headBytes + sizeof samples)
        return false;
    std::memcpy(&samples, profile.data() + headBytes, sizeof samples);
    return samples > 0;
}

std::future<Result<std::string>> taken(CpuProfiler &profiler, std::chrono::seconds duration)
{
    auto promise = std::make_shared<std::promise<Result<std::string>>>();
    auto future = promise->get_future();
    if (!profiler.take(duration, [promise](Result<std::string> profile) { promise->set_value(std::move(profile)); }))
        promise->set_value(fail(ErrorCode::TooManyRequests, "busy"));
    return future;
}

} // namespace

class CpuProfilerTest : public QObject
{
    Q_OBJECT

private slots:
    void workIsSampled();
    void oneAtATimeAndStopEndsIt();
};

void CpuProfilerTest::workIsSampled()
{
    CpuProfiler profiler;
    auto profile = taken(profiler, 1s);
    volatile double sum = 0;
    while (profile.wait_for(0s) != std::future_status::ready) // it always ends
        for (int i = 0; i < 100'000; ++i)
            sum = sum + i;
    const auto answer = profile.get();
    QVERIFY(answer);
    QVERIFY2(hasSamples(*answer), "a hundred a second of work");
    QVERIFY2(answer->find("cpuprofiler_test") != std::string::npos, "addresses can be told from the files they are of");
}

void CpuProfilerTest::oneAtATimeAndStopEndsIt()
{
    CpuProfiler profiler;
    auto first = taken(profiler, CpuProfiler::longest);
    QCOMPARE(taken(profiler, 1s).get().error().code, ErrorCode::TooManyRequests);
    profiler.stop();
    QVERIFY(first.wait_for(patience) == std::future_status::ready);
    QCOMPARE(first.get().error().code, ErrorCode::Cancelled);
    QCOMPARE(taken(profiler, CpuProfiler::longest).get().error().code, ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(CpuProfilerTest)
#include "cpuprofiler_test.moc"
