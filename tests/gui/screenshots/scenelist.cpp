#include "gui/screenshots/overlays.h"
#include "gui/screenshots/scene.h"
#include "ui/modelscene.h"
#include "ui/scenes.h"
#include "ui/trafficscene.h"

#include <set>

using namespace Qt::StringLiterals;

namespace mirrorlake::test {

namespace {

using control::Snapshot;
using ui::PageId;

constexpr std::int64_t gigabyte = 1'000'000'000;

/// With what the cache holds.
Snapshot pictureScene()
{
    Snapshot scene = busyScene();
    auto upkeep = *scene.upkeep;
    upkeep.eviction.heldBytes = 1'042 * gigabyte;
    upkeep.eviction.trashBytes = 42 * gigabyte;
    scene.upkeep = std::make_shared<const control::UpkeepFacts>(std::move(upkeep));
    return scene;
}

/// Three of the jobs are kept current, one of them with hours of its own.
Snapshot keptScene()
{
    Snapshot scene = pictureScene();
    std::vector<preload::Job> jobs = *scene.jobs;
    for (std::size_t i = 0; i < 3; ++i) {
        jobs[i].isKeptCurrent = true;
        jobs[i].state = preload::JobState::Done;
        jobs[i].checkedAt = sceneTime - 11 * 3600 - std::int64_t(i) * 400;
    }
    jobs[0].schedule = "02:00-07:00";
    jobs[0].note = {.kind = preload::JobNote::Kind::Changed,
                    .since = "1df85071",
                    .added = 2,
                    .changed = 1,
                    .paths = {"config.json"}};
    scene.jobs = std::make_shared<const std::vector<preload::Job>>(std::move(jobs));
    return scene;
}

/// Offline, and with other things that need somebody.
Snapshot offlineScene()
{
    Snapshot scene = idleScene();
    scene.isOffline = true;
    return scene;
}

sweep::SweepResult swept()
{
    struct Row
    {
        const char *repo;
        std::int64_t bytes;
        int daysAgo;
    };
    constexpr Row rows[] = {{"mistralai/Mixtral-8x7B-Instruct-v0.1", 26 * gigabyte, 96},
                            {"datasets/allenai/c4", 9 * gigabyte, 71},
                            {"stabilityai/stable-diffusion-xl-base-1.0", 5 * gigabyte, 64},
                            {"openai/whisper-large-v2", 2 * gigabyte, 58}};
    sweep::SweepResult result;
    char digit = '1';
    for (const Row &row : rows) {
        result.items.push_back({.hash = *BlobHash::parse(std::string(64, digit++)),
                                .size = row.bytes,
                                .lastUsedAt = sceneTime - std::int64_t(row.daysAgo) * 86'400,
                                .reason = sweep::Reason::SizeCap,
                                .place = {row.repo, {}, "model.safetensors"}});
        result.freed += row.bytes;
    }
    return result;
}

/// The requests of the scene name some repos more than once.
void onceEach(std::vector<catalog::DayRow> &rows)
{
    std::set<std::string> seen;
    std::erase_if(rows, [&](const catalog::DayRow &row) { return !seen.insert(row.name).second; });
}

void addDialogs(std::vector<Scene> &all)
{
    for (int page = 0; page < 5; ++page)
        all.push_back({u"wizard-%1"_s.arg(page + 1), pictureScene(), PageId::Overview,
                       [page](auto &window) { return openWizard(window, page); }, page == 3 ? "wizard" : nullptr});
    all.push_back({u"client-setup"_s, pictureScene(), PageId::Overview, openClientSetup, "client-setup"});
    all.push_back({u"listen"_s, portTakenScene(), PageId::Overview, openListen});
    all.push_back(
        {u"close"_s, pictureScene(), PageId::Overview, [](auto &window) { return openClose(window, false); }});
    all.push_back(
        {u"close-tray"_s, pictureScene(), PageId::Overview, [](auto &window) { return openClose(window, true); }});
    all.push_back({u"health"_s, pictureScene(), PageId::Overview, openHealth, "health"});
    all.push_back({u"about"_s, pictureScene(), PageId::Overview, openAbout});
    all.push_back({u"trash"_s, pictureScene(), PageId::Models, openTrash});
    all.push_back({u"move"_s, pictureScene(), PageId::Overview, openMove});
    all.push_back({u"guide"_s, pictureScene(), PageId::Overview, openGuide});
    all.push_back({u"keys"_s, pictureScene(), PageId::Overview, openKeys});
    all.push_back({u"diagnostics"_s, pictureScene(), PageId::Log, openDiagnostics});
    all.push_back({u"import"_s, pictureScene(), PageId::Settings, openImport});
    all.push_back({u"connect"_s, pictureScene(), PageId::Overview, openConnect, "connect"});
    all.push_back({u"add"_s, pictureScene(), PageId::Downloads, openAdd});
}

void addSettings(std::vector<Scene> &all)
{
    const std::pair<QString, const char *> rooms[] = {
        {u"upstream.url"_s, nullptr},         {u"eviction.policy"_s, "eviction"}, {u"limits.clients_week"_s, "limits"},
        {u"preload.jobs"_s, nullptr},         {u"look.theme"_s, nullptr},         {u"notify.done"_s, nullptr},
        {u"meter.access_log_size"_s, nullptr}};
    for (const auto &[key, guide] : rooms)
        all.push_back({u"settings-"_s + key.section(u'.', 0, 0), pictureScene(), PageId::Settings,
                       [key = key](auto &window) { return openSetting(window, key); }, guide});
    all.push_back({u"settings-search"_s, pictureScene(), PageId::Settings,
                   [](auto &window) { return openSettingsSearch(window, u"token"_s); }});
}

/// Of a night without the line.
std::vector<catalog::Wanted> wanted()
{
    std::vector<catalog::Wanted> list;
    std::int64_t ago = 700;
    for (const auto &[repo, path] :
         {std::pair("hf:models/Qwen/Qwen3-32B", "model-00003-of-00017.safetensors"),
          std::pair("hf:models/Qwen/Qwen3-32B", "tokenizer.json"), std::pair("hf:datasets/openai/gsm8k", ""),
          std::pair("hf:models/BAAI/bge-m3", "config.json")}) {
        list.push_back({*RepoKey::parse(repo), *Revision::parse("main"), path, sceneTime - ago, 1 + ago % 7});
        ago *= 3;
    }
    return list;
}

} // namespace

settings::Settings pictureSettings()
{
    settings::Settings settings = sceneSettings();
    settings.look.closing = "ask";
    settings.upstream.fallbacks = {"https://hf-mirror.com weight=2"};
    settings.clients.names = {"192.168.1.31=lab-gpu-01", "192.168.1.32=lab-gpu-02", "192.168.1.58=lab-ws-07"};
    settings.limits.upstream = Bytes{50'000'000};
    settings.limits.groups = {"lab:192.168.1.31+192.168.1.32=400MB", "192.168.1.112=20MB"};
    settings.limits.clientsWeek = {"mon-fri 0-8 full", "mon-fri 19-24 full", "sat+sun 0-24 full"};
    settings.limits.upstreamWeek = {"mon-fri 0-24 full", "mon-fri 9-18 limited", "sat+sun 0-24 full"};
    settings.eviction.maxSize = Bytes{1'000'000'000'000};
    return settings;
}

control::UpkeepAnswer pictureAnswer(const control::UpkeepOrder &order)
{
    control::UpkeepAnswer answer = trafficAnswer(order);
    if (order.verb == control::UpkeepVerb::Repos)
        onceEach(answer.rows);
    if (order.verb == control::UpkeepVerb::Preview)
        answer.swept = swept();
    if (order.verb == control::UpkeepVerb::Wanted)
        answer.wanted = wanted();
    std::int64_t at = sceneTime - 5000;
    for (const sweep::SweptItem &item : swept().items) {
        if (order.verb == control::UpkeepVerb::Trash)
            answer.trash.push_back({item.hash, item.size, at});
        else if (order.verb == control::UpkeepVerb::History)
            answer.history.push_back({.at = at,
                                      .hash = item.hash,
                                      .size = item.size,
                                      .reason = at > sceneTime - 86'400 ? "by-hand" : "age",
                                      .repo = item.place.repo,
                                      .path = item.place.path});
        at -= 70'000;
    }
    return answer;
}

control::Checkup pictureCheckup()
{
    control::Checkup checkup;
    checkup.at = sceneTime;
    checkup.findings = {{"token-refused", {"huggingface.co"}},
                        {"route-slow", {"https://hf-mirror.com", "2140"}},
                        {"lan-firewall", {"8090", "ufw", "sudo ufw allow 8090/tcp"}},
                        {"settings-good", {}},
                        {"dns-found", {"huggingface.co", "192.0.2.17"}},
                        {"proxy-none", {"huggingface.co"}},
                        {"tls-trusted", {"huggingface.co"}},
                        {"route-answers", {"https://huggingface.co", "182"}},
                        {"clock-right", {"huggingface.co"}},
                        {"disk-fast", {"1840"}},
                        {"space-enough", {"716"}},
                        {"port-serves", {"http://192.168.1.20:8090"}}};
    return checkup;
}

std::vector<Scene> scenes()
{
    std::vector<Scene> all{
        {u"overview-serving"_s, pictureScene(), PageId::Overview, {}, "overview"},
        {u"overview-hour"_s, pictureScene(), PageId::Overview, openHour},
        {u"overview-idle"_s, idleScene(), PageId::Overview},
        {u"overview-offline"_s, offlineScene(), PageId::Overview},
        {u"overview-stopped"_s, stoppedScene(), PageId::Overview},
        {u"overview-port-taken"_s, portTakenScene(), PageId::Overview},
        {u"overview-folder-in-use"_s, brokenFolderScene(), PageId::Overview},
        {u"models"_s, pictureScene(), PageId::Models, {}, "models"},
        {u"downloads"_s, pictureScene(), PageId::Downloads, {}, "downloads"},
        {u"clients"_s, pictureScene(), PageId::Clients, {}, "clients"},
        {u"traffic"_s, pictureScene(), PageId::Traffic, {}, "traffic"},
        {u"log"_s, pictureScene(), PageId::Log},
        {u"settings"_s, pictureScene(), PageId::Settings},
        {u"traffic-days"_s, pictureScene(), PageId::Traffic, openDays},
        {u"models-cached"_s, pictureScene(), PageId::Models, [](auto &window) { return openCached(window, false); },
         "cached"},
        {u"models-delete"_s, pictureScene(), PageId::Models, [](auto &window) { return openCached(window, true); }},
        {u"models-stopped"_s, stoppedScene(), PageId::Models},
        {u"schedules"_s, keptScene(), PageId::Models, openSchedules},
        {u"wanted"_s, pictureScene(), PageId::Models, openWanted}};
    for (const auto &[tab, name] : {std::pair(1, u"files"_s), std::pair(2, u"sources"_s), std::pair(3, u"log"_s)})
        all.push_back({u"downloads-"_s + name, pictureScene(), PageId::Downloads,
                       [tab = tab](auto &window) { return openJobTab(window, tab); }});
    addSettings(all);
    addDialogs(all);
    return all;
}

} // namespace mirrorlake::test
