#include "ui/trafficscene.h"

#include "ui/scenes.h"

#include <array>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

namespace mirrorlake::test {

namespace {

struct Kind
{
    const char *client;
    const char *repo;
    const char *path;
    int status;
    Outcome outcome;
    std::int64_t bytes;
    std::int64_t milliseconds;
    bool isWhole;
};

constexpr std::array kinds{
    Kind{"192.168.1.31", "hf:models/Qwen/Qwen3-32B", "model-00011-of-00017.safetensors", 206, Outcome::Hit,
         3'960'000'000, 6'400, true},
    Kind{"192.168.1.112", "hf:models/BAAI/bge-m3", "tokenizer.json", 200, Outcome::Hit, 17'100'000, 88, true},
    Kind{"192.168.1.32", "hf:models/Qwen/Qwen3-32B", "model-00009-of-00017.safetensors", 206, Outcome::Hit,
         3'960'000'000, 14'500, true},
    Kind{"192.168.1.58", "hf:models/deepseek-ai/DeepSeek-R1-Distill-Qwen-14B", "model-00002-of-00004.safetensors", 200,
         Outcome::Joined, 8'710'000'000, 51'000, true},
    Kind{"192.168.1.111", "hf:models/openai/whisper-large-v3", "config.json", 200, Outcome::Stale, 1'270, 1, true},
    Kind{"192.168.1.74", "hf:models/Qwen/Qwen2.5-Coder-7B-Instruct", "model-00003-of-00004.safetensors", 206,
         Outcome::Miss, 1'390'000'000, 36'000, true},
    Kind{"192.168.1.74", "hf:models/meta-llama/Llama-3.1-8B-Instruct", "config.json", 403, Outcome::Rejected, 214, 212,
         true},
    Kind{"fd00::5a:1f2e", "hf:models/Qwen/Qwen2.5-7B-Instruct", "model-00001-of-00004.safetensors", 200, Outcome::Hit,
         402'000'000, 40'000, false},
    Kind{"192.168.1.112", "", "/api/models?search=qwen", 200, Outcome::None, 9'820, 12, true},
};

std::vector<meter::RatePoint> rates(const std::string &span)
{
    const std::int64_t step = span == "ten-minutes" ? 5'000 : span == "hour" ? 30'000 : 720'000;
    std::vector<meter::RatePoint> points;
    for (int i = 0; i < 120; ++i) {
        const double t = i / 119.0;
        const double dip = t > 0.6 && t < 0.66 ? 0.4 : 1;
        points.push_back({sceneTime * 1000 - (119 - i) * step,
                          dip * (318e6 + 92e6 * std::sin(t * 7) + 40e6 * std::sin(i * 1.7)),
                          t < 0.12 ? 0 : 36e6 + 14e6 * std::sin(t * 11 + 2) + 8e6 * std::sin(i * 2.3)});
    }
    return points;
}

std::string dayName(int back)
{
    const auto day = std::chrono::floor<std::chrono::days>(
        std::chrono::system_clock::time_point(std::chrono::seconds(sceneTime)) - std::chrono::days(back));
    const std::chrono::year_month_day date(day);
    return fmt::format("{}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

std::vector<catalog::DayRow> days()
{
    std::vector<catalog::DayRow> rows;
    for (int back = 29; back >= 0; --back) {
        const auto served = std::int64_t(1.2e12 + 0.7e12 * std::sin(back * 1.3));
        rows.push_back({.day = dayName(back),
                        .servedBytes = served,
                        .fetchedBytes = served / (5 + back % 9),
                        .files = 1300,
                        .hits = 1200,
                        .joined = 140});
    }
    return rows;
}

} // namespace

std::vector<meter::RequestRecord> sceneRequests(int count, std::int64_t first)
{
    std::vector<meter::RequestRecord> requests;
    requests.reserve(std::size_t(count));
    for (int i = 0; i < count; ++i) {
        const Kind &kind = kinds[std::size_t(i * 7 + i / 9) % kinds.size()];
        const std::int64_t ended = sceneTime * 1000 - (count - i) * std::int64_t{137};
        meter::RequestRecord record{.number = first + i,
                                    .unixMilliseconds = ended - kind.milliseconds,
                                    .milliseconds = kind.milliseconds,
                                    .id = fmt::format("{:08x}", i * 2654435761u),
                                    .client = kind.client,
                                    .method = "GET",
                                    .status = kind.status,
                                    .outcome = kind.outcome,
                                    .repo = kind.repo,
                                    .commit = {},
                                    .path = kind.path,
                                    .range = {0, kind.isWhole ? kind.bytes : 3'950'000'000},
                                    .bytes = kind.bytes,
                                    .isWhole = kind.isWhole};
        if (record.repo.empty())
            record.target = std::exchange(record.path, {});
        requests.push_back(std::move(record));
    }
    return requests;
}

control::UpkeepAnswer trafficAnswer(const control::UpkeepOrder &order)
{
    using control::UpkeepVerb;
    control::UpkeepAnswer answer;
    switch (order.verb) {
    case UpkeepVerb::Requests:
        if (order.since < 5000)
            answer.requests = sceneRequests(5000);
        break;
    case UpkeepVerb::Rates:
        answer.rates = rates(order.text);
        break;
    case UpkeepVerb::Days:
        answer.rows = days();
        break;
    case UpkeepVerb::Months:
        for (int month = 4; month <= 11; ++month)
            answer.rows.push_back({.day = fmt::format("2026-{:02}", month),
                                   .servedBytes = month * 4'000'000'000'000,
                                   .fetchedBytes = 3'100'000'000'000,
                                   .files = 30'000,
                                   .hits = 28'000,
                                   .joined = 900});
        break;
    case UpkeepVerb::Clients:
        for (const Kind &kind : kinds)
            answer.rows.push_back({.day = order.text,
                                   .name = kind.client,
                                   .servedBytes = kind.bytes * 40,
                                   .fetchedBytes = 0,
                                   .files = 402,
                                   .hits = 399,
                                   .joined = 20});
        break;
    case UpkeepVerb::Repos:
        for (const Kind &kind : kinds)
            answer.rows.push_back({.day = order.text,
                                   .name = kind.repo,
                                   .servedBytes = kind.bytes * 60,
                                   .fetchedBytes = kind.bytes,
                                   .files = 120,
                                   .hits = 118,
                                   .joined = 3});
        break;
    default:
        break;
    }
    return answer;
}

} // namespace mirrorlake::test
