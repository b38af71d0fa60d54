#include "ui/scenes.h"

#include <algorithm>
#include <cmath>

namespace mirrorlake::test {

using control::AddressKind;
using control::MirrorState;
using control::Snapshot;

namespace {

constexpr double megabyte = 1e6;
constexpr std::int64_t gigabyte = 1'000'000'000;

/// The same noise on every machine, between -0.5 and 0.5.
class Noise
{
public:
    explicit Noise(unsigned seed) : m_seed(seed) {}
    double next()
    {
        m_seed = m_seed * 1664525u + 1013904223u;
        return double(m_seed) / 4294967296.0 - 0.5;
    }

private:
    unsigned m_seed;
};

std::vector<meter::RatePoint> minute(int firstStep)
{
    std::vector<meter::RatePoint> points;
    Noise noise(7);
    double lan = 0;
    double upstream = 0;
    for (int step = 0; step < 120; ++step) {
        const double t = step / 119.0;
        lan = lan * 0.8 + noise.next() * 56;
        upstream = upstream * 0.8 + noise.next() * 14;
        const double dip = t > 0.6 && t < 0.66 ? -120 : 0;
        const double out = std::max(0.0, 318 + 92 * std::sin(t * 7) + lan + noise.next() * 22 + dip);
        const double in = t < 0.12 ? 0 : std::max(0.0, 36 + 14 * std::sin(t * 11 + 2) + upstream);
        if (step < firstStep)
            continue;
        points.push_back({(sceneTime - 60) * 1000 + step * 500 + 500, out * megabyte, in * megabyte});
    }
    points.back().toClients = 412 * megabyte;
    points.back().fromUpstream = 38.4 * megabyte;
    return points;
}

meter::ClientFigures client(const char *address, double now, std::int64_t today, std::int64_t total, int files,
                            int hits, std::int64_t idleSeconds)
{
    meter::ClientFigures figures;
    figures.address = address;
    figures.nowBytesPerSecond = now * megabyte;
    figures.todayBytes = today;
    figures.totalBytes = total;
    figures.todayFiles = files;
    figures.todayHits = hits;
    figures.lastSeen = sceneTime - idleSeconds;
    return figures;
}

meter::ActiveTransfer transfer(const char *repo, const char *path)
{
    return {.repo = repo,
            .path = path,
            .range = {0, 4 * gigabyte},
            .sent = gigabyte,
            .outcome = Outcome::Hit,
            .unixMilliseconds = (sceneTime - 9) * 1000};
}

preload::Job job(const char *repo, preload::JobState state, double gigabytes, double doneShare, int files)
{
    preload::Job made{.repo = *RepoKey::parse(repo), .revision = *Revision::parse("main")};
    made.state = state;
    made.bytes = std::int64_t(gigabytes * double(gigabyte));
    made.doneBytes = std::int64_t(double(made.bytes) * doneShare);
    made.files = files;
    made.doneFiles = std::int64_t(files * doneShare);
    return made;
}

std::shared_ptr<const std::vector<preload::Job>> sceneJobs()
{
    using preload::JobState;
    std::vector<preload::Job> jobs{
        job("hf:models/deepseek-ai/DeepSeek-R1-Distill-Qwen-14B", JobState::Downloading, 29.5, 0.42, 10),
        job("hf:datasets/HuggingFaceFW/fineweb-edu", JobState::Downloading, 28.5, 0.69, 14),
        job("hf:models/Qwen/Qwen2.5-Coder-7B-Instruct", JobState::Stalled, 15.2, 0.84, 14),
        job("hf:models/openai/whisper-large-v3", JobState::Verifying, 9.26, 0.71, 12),
        job("hf:models/mistralai/Mistral-Small-24B-Instruct-2501", JobState::Resolving, 0, 0, 0),
        job("hf:models/Qwen/Qwen2.5-7B-Instruct-AWQ", JobState::Queued, 5.58, 0, 13),
        job("hf:models/meta-llama/Llama-3.1-8B-Instruct", JobState::Failed, 16.1, 0, 0),
        job("hf:models/deepseek-ai/DeepSeek-V3", JobState::Waiting, 689, 0, 180),
        job("hf:models/BAAI/bge-m3", JobState::Done, 2.27, 1, 30)};
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        jobs[i].id = std::int64_t(i) + 111;
        jobs[i].position = int(i);
    }
    jobs[0].active = {{.path = "model-00002-of-00004.safetensors"}, {.path = "model-00003-of-00004.safetensors"}};
    jobs[0].bytesPerSecond = 27.9 * megabyte;
    jobs[0].secondsLeft = 612;
    jobs[0].commit = "1df8507178afcc1bef68cd8c393f61a886323761";
    jobs[0].addedAt = sceneTime - 700;
    jobs[1].active = {{.path = "sample/10BT/000_00000.parquet"}};
    jobs[1].bytesPerSecond = 10.5 * megabyte;
    jobs[1].secondsLeft = 847;
    jobs[2].stalledSeconds = 14;
    jobs[3].note = {.kind = preload::JobNote::Kind::WentBack, .bytes = 16 * std::int64_t(megabyte)};
    jobs[3].bytesPerSecond = 612 * megabyte;
    jobs[3].secondsLeft = 4;
    jobs[6].reason = {"the Hub answered 401: no token stored", ErrorCode::GatedRepo};
    jobs[7].waitsFor = preload::WaitFor::Space;
    jobs[7].reason = {"needs 73 GB more", ErrorCode::NoSpace};
    jobs[8].endedAt = sceneTime - 14 * 60;
    return std::make_shared<const std::vector<preload::Job>>(std::move(jobs));
}

} // namespace

settings::Settings sceneSettings()
{
    settings::Settings settings;
    settings.dataFolder = "/home/user/.local/share/mirrorlake";
    settings.server.listen = {"0.0.0.0:8090"};
    return settings;
}

Snapshot stoppedScene()
{
    Snapshot snapshot;
    snapshot.upstream = "https://huggingface.co";
    snapshot.freeSpace = 716 * gigabyte;
    snapshot.diskSize = 2000 * gigabyte;
    return snapshot;
}

Snapshot idleScene()
{
    Snapshot snapshot = stoppedScene();
    snapshot.state = MirrorState::Serving;
    snapshot.servingSince = sceneTime - 42;
    snapshot.addresses = {{"http://192.168.1.20:8090", AddressKind::Lan, "eth0"},
                          {"http://10.8.0.6:8090", AddressKind::Vpn, "tun0"},
                          {"http://127.0.0.1:8090", AddressKind::Loopback, "lo"}};
    for (int step = 0; step < 84; ++step)
        snapshot.figures.lastMinute.push_back({(sceneTime - 42) * 1000 + step * 500 + 500, 0, 0});
    return snapshot;
}

Snapshot busyScene()
{
    Snapshot snapshot = idleScene();
    snapshot.servingSince = sceneTime - (3 * 3600 + 12 * 60);
    meter::Figures &figures = snapshot.figures;
    figures.servedToday = 1'840 * gigabyte;
    figures.fetchedToday = 96'400'000'000;
    figures.savedToday = 1'743'600'000'000;
    figures.filesToday = 1'312;
    figures.hitsToday = 1'244;
    figures.activeTransfers = 9;
    figures.lastMinute = minute(0);
    figures.clients = {client("192.168.1.31", 186, 812 * gigabyte, 4'200 * gigabyte, 402, 399, 0),
                       client("192.168.1.32", 142, 566 * gigabyte, 3'870 * gigabyte, 377, 373, 0),
                       client("192.168.1.58", 72.6, 214 * gigabyte, 611 * gigabyte, 208, 153, 0),
                       client("192.168.1.112", 11.4, 38'200'000'000, 1'090 * gigabyte, 44, 43, 0),
                       client("192.168.1.111", 0, 96 * gigabyte, 988 * gigabyte, 210, 206, 4 * 60 + 5),
                       client("192.168.1.74", 0, 61'500'000'000, 61'500'000'000, 41, 40, 2 * 3600),
                       client("fd00::5a:1f2e", 0, 30'900'000'000, 144 * gigabyte, 30, 30, 3 * 3600)};
    figures.clients[0].active = {transfer("hf:models/Qwen/Qwen3-32B", "model-00003-of-00017.safetensors"),
                                 transfer("hf:models/Qwen/Qwen3-32B", "model-00004-of-00017.safetensors")};
    figures.clients[1].active = figures.clients[0].active;
    figures.clients[2].active = {
        transfer("hf:models/deepseek-ai/DeepSeek-R1-Distill-Qwen-14B", "model-00001-of-000004.safetensors")};
    figures.clients[3].active = {transfer("hf:models/BAAI/bge-m3", "pytorch_model.bin"),
                                 transfer("hf:models/BAAI/bge-m3", "sentencepiece.bpe.model")};
    figures.repos = {
        {.repo = "hf:models/Qwen/Qwen3-32B", .todayBytes = 786 * gigabyte, .todayFiles = 640, .todayHits = 634},
        {.repo = "hf:models/Qwen/Qwen2.5-7B-Instruct",
         .todayBytes = 411 * gigabyte,
         .todayFiles = 210,
         .todayHits = 207},
        {.repo = "hf:models/deepseek-ai/DeepSeek-R1-Distill-Qwen-14B",
         .todayBytes = 284 * gigabyte,
         .todayFiles = 70,
         .todayHits = 50}};
    const auto blob = BlobHash::parse(std::string(64, 'a'));
    snapshot.fills = {{.blob = *blob,
                       .repo = "hf:models/deepseek-ai/DeepSeek-R1-Distill-Qwen-14B",
                       .path = "model-00001-of-000004.safetensors",
                       .size = 8 * gigabyte,
                       .done = 3 * gigabyte,
                       .connections = 8,
                       .readers = 1,
                       .bytesPerSecond = 38.4 * megabyte,
                       .state = "stalled",
                       .reason = {"no bytes for 14 s", ErrorCode::UpstreamTimeout}}};
    snapshot.jobs = sceneJobs();
    return snapshot;
}

Snapshot portTakenScene()
{
    Snapshot snapshot = stoppedScene();
    snapshot.figures = busyScene().figures;
    for (meter::ClientFigures &client : snapshot.figures.clients) {
        client.nowBytesPerSecond = 0;
        client.active.clear();
    }
    snapshot.figures.lastMinute.resize(84);
    snapshot.state = MirrorState::Failed;
    snapshot.failure = Error{ErrorCode::CannotListen, "cannot listen on 0.0.0.0:8090: Address already in use", 0};
    snapshot.suggestedListen = "0.0.0.0:8091";
    return snapshot;
}

Snapshot brokenFolderScene()
{
    Snapshot snapshot = stoppedScene();
    snapshot.state = MirrorState::Failed;
    snapshot.failure = Error{ErrorCode::DataFolderInUse, "process 2214 uses the data folder", 0};
    return snapshot;
}

std::vector<log::Line> sceneLog()
{
    using log::Level;
    const std::pair<Level, std::pair<const char *, const char *>> said[] = {
        {Level::Info, {"serve", "listening on 0.0.0.0:8090"}},
        {Level::Info, {"upstream", "routes in order: huggingface.co, hf-mirror.com"}},
        {Level::Debug, {"catalog", "412 rows written in 3 ms"}},
        {Level::Info, {"fill", "77d0e1f4 is complete, 2.27 GB, sha256 proven: BAAI/bge-reranker-v2-m3"}},
        {Level::Warning, {"upstream", "hf-mirror.com answered 429, it rests for 240 s"}},
        {Level::Info, {"preload", "job 116 reads the file list of mistralai/Mistral-Small-24B-Instruct-2501"}},
        {Level::Error, {"store", "a part of e5b1c60a was damaged on its way in and is fetched again: openai/whisper"}},
        {Level::Info, {"sweep", "742 GB are held, 716 GB are free, nothing has to go"}},
        {Level::Warning, {"fill", "41ab8820 has had no byte for 15 s from hf-mirror.com, taking the next route"}},
        {Level::Error, {"preload", "job 117 failed: meta-llama/Llama-3.1-8B-Instruct asks for a token"}},
        {Level::Debug, {"fill", "41ab8820 goes on with 8 connections, 187 of 271 pieces are here"}},
        {Level::Info, {"serve", "192.168.1.112 is back after 41 s, 4 requests go on where they were"}},
    };
    std::vector<log::Line> lines;
    for (const auto &[level, words] : said)
        lines.push_back(
            {1'000 * sceneTime - 90'000 + 7'331 * std::int64_t(lines.size()), level, words.first, words.second});
    return lines;
}

} // namespace mirrorlake::test
