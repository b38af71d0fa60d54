#include "ui/jobscene.h"

#include "ui/scenes.h"

#include <cmath>

namespace mirrorlake::test {

using preload::FileState;
using preload::JobDetail;

namespace {

constexpr std::int64_t gigabyte = 1'000'000'000;
constexpr preload::JobId firstJob = 111;
constexpr preload::JobId failedJob = 117;
constexpr std::int64_t firstSize = 8'710'000'000;
constexpr std::int64_t secondSize = 8'680'000'000;

/// 480 cells: hashed, then a mixed front, then one more piece that a reader asked for.
std::string frontCells()
{
    std::string cells(480, '-');
    std::fill(cells.begin(), cells.begin() + 182, 'h');
    const std::string front = "rr-r--rrrr5rr77r999r55";
    std::copy(front.begin(), front.end(), cells.begin() + 182);
    std::fill(cells.begin() + 298, cells.begin() + 317, 'r');
    const std::string wanted = "62200";
    std::copy(wanted.begin(), wanted.end(), cells.begin() + 317);
    return cells;
}

std::vector<preload::JobRate> sceneRates()
{
    std::vector<preload::JobRate> rates;
    for (int step = 0; step < 120; ++step) {
        if (step > 66 && step < 76)
            continue;
        const double wave = 26 + 4 * std::sin(step * 0.17) + 3 * std::sin(step * 1.9) + 2 * std::sin(step * 3.3);
        rates.push_back({(sceneTime - 600 + 5 * step + 5) * 1000, wave * 1e6});
    }
    return rates;
}

JobDetail runningDetail()
{
    JobDetail detail{firstJob};
    detail.files = {{"model-00002-of-00004.safetensors", firstSize, 4'100'000'000, FileState::Active, 19.4e6},
                    {"model-00003-of-00004.safetensors", secondSize, 1'220'000'000, FileState::Active, 8.5e6},
                    {"figures/benchmark.jpg",
                     2'100'000,
                     0,
                     FileState::Waiting,
                     0,
                     {"the connection was closed before the end", ErrorCode::UpstreamFailed}},
                    {"model-00004-of-00004.safetensors", 3'380'000'000, 0, FileState::Waiting}};
    for (const char *path : {".gitattributes", "README.md", "config.json", "generation_config.json", "tokenizer.json"})
        detail.files.push_back({path, 7'030'000, 7'030'000, FileState::Here});
    detail.files.push_back({"model-00001-of-00004.safetensors", 8'710'000'000, 8'710'000'000, FileState::Here});
    detail.fileCount = std::int64_t(detail.files.size());
    detail.parts = {{"model-00002-of-00004.safetensors", firstSize, 8, 3, {18'145'834, frontCells()}},
                    {"model-00003-of-00004.safetensors",
                     secondSize,
                     4,
                     0,
                     {18'083'334, std::string(67, 'h') + "r853" + std::string(409, '-')}}};
    detail.sources = {{"https://hf-mirror.com", 4 * gigabyte + 900'000'000, 24.1e6},
                      {"https://huggingface.co", 420'000'000, 3.8e6}};
    detail.rates = sceneRates();
    const auto at = [](int secondsAgo) { return sceneTime - secondsAgo; };
    detail.lines = {{at(700), log::Level::Info, "added: hf:models/deepseek-ai/DeepSeek-R1-Distill-Qwen-14B at main"},
                    {at(699), log::Level::Info, "resolving"},
                    {at(697), log::Level::Info, "commit 1df8507178: 10 files, 29538000000 bytes, of which 0 are here"},
                    {at(697), log::Level::Info, "downloading"},
                    {at(265), log::Level::Info, "paused"},
                    {at(220), log::Level::Info, "downloading"},
                    {at(90), log::Level::Warning,
                     "model-00003-of-00004.safetensors: https://huggingface.co: no bytes came for 10 seconds"},
                    {at(88), log::Level::Warning, "https://huggingface.co rests: no bytes came for 10 seconds"}};
    return detail;
}

JobDetail failedDetail()
{
    JobDetail detail{failedJob};
    detail.lines = {{sceneTime - 500, log::Level::Info, "added: hf:models/meta-llama/Llama-3.1-8B-Instruct at main"},
                    {sceneTime - 499, log::Level::Info, "resolving"},
                    {sceneTime - 498, log::Level::Error, "failed: no token stored"}};
    return detail;
}

} // namespace

Result<JobDetail> sceneDetail(preload::JobId id)
{
    if (id == firstJob)
        return runningDetail();
    if (id == failedJob)
        return failedDetail();
    JobDetail detail{id};
    detail.files = {{"of-job-" + std::to_string(id) + ".bin", gigabyte, 0, FileState::Waiting}};
    detail.fileCount = 1;
    return detail;
}

} // namespace mirrorlake::test
