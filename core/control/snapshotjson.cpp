#include "control/snapshotjson.h"

#include "base/errortable.h"
#include "control/json/factsjson.h"
#include "control/json/figuresjson.h"
#include "control/json/jobjson.h"
#include "control/json/jsonfields.h"
#include "control/json/verifyjson.h"

namespace mirrorlake {

template<typename Io>
void fieldsOf(Io &io, Error &error)
{
    io.as(
        "code", [&] { return std::string(rowOf(error.code).name); },
        [&](const std::string &name) { error.code = errorCodeNamed(name).value_or(ErrorCode::Internal); });
    io("message", error.message);
}

} // namespace mirrorlake

namespace mirrorlake::fill {

FillSnapshot blankOf(const FillSnapshot *)
{
    return {*BlobHash::parse(std::string(64, '0')), {}, {}, 0, 0, 0, 0, 0, {}, {}};
}

template<typename Io>
void fieldsOf(Io &io, FillSnapshot &fill)
{
    control::hashOf(io, "blob", fill.blob);
    io("repo", fill.repo);
    io("path", fill.path);
    io("size", fill.size);
    io("done", fill.done);
    io("connections", fill.connections);
    io("readers", fill.readers);
    io("bytes_per_second", fill.bytesPerSecond);
    io("state", fill.state);
    control::reasonOf(io, fill.reason);
}

} // namespace mirrorlake::fill

namespace mirrorlake::control {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr int version = 1;
constexpr std::array states{MirrorState::Stopped, MirrorState::Starting, MirrorState::Serving, MirrorState::Stopping,
                            MirrorState::Failed};
constexpr std::array<std::string_view, 3> kinds{"loopback", "lan", "vpn"};

ordered_json listOf(const std::vector<preload::Job> &jobs)
{
    ordered_json list = ordered_json::array();
    for (const preload::Job &job : jobs)
        list.push_back(asJson(job));
    return list;
}

/// What is none is left out.
std::shared_ptr<const std::vector<preload::Job>> jobsFrom(const json &list)
{
    std::vector<preload::Job> jobs;
    for (const json &item : list) {
        if (auto job = jobFrom(item))
            jobs.push_back(std::move(*job));
    }
    return std::make_shared<const std::vector<preload::Job>>(std::move(jobs));
}

} // namespace

template<typename Io>
void fieldsOf(Io &io, ServedAddress &address)
{
    io("url", address.url);
    wordOf(io, "kind", address.kind, kinds);
    io("interface", address.interfaceName);
}

template<typename Io>
void fieldsOf(Io &io, Snapshot &snapshot)
{
    io.as(
        "state", [&] { return std::string(nameOf(snapshot.state)); },
        [&](const std::string &name) {
            const auto found = std::ranges::find_if(states, [&](MirrorState state) { return name == nameOf(state); });
            snapshot.state = found == states.end() ? MirrorState::Stopped : *found;
        });
    io("failure", snapshot.failure);
    io("suggested_listen", snapshot.suggestedListen);
    io("serving_since", snapshot.servingSince);
    io("local_url", snapshot.localUrl);
    io("addresses", snapshot.addresses);
    io("offline", snapshot.isOffline);
    io("upstream", snapshot.upstream);
    io("free_space", snapshot.freeSpace);
    io("disk_size", snapshot.diskSize);
    io.as(
        "figures", [&] { return asJson(snapshot.figures); },
        [&](const json &value) { snapshot.figures = figuresFrom(value); });
    io("fills", snapshot.fills);
    io.as(
        "jobs", [&] { return listOf(*snapshot.jobs); }, [&](const json &list) { snapshot.jobs = jobsFrom(list); });
    io.as(
        "upkeep", [&] { return asJson(*snapshot.upkeep); },
        [&](const json &value) { snapshot.upkeep = std::make_shared<const UpkeepFacts>(upkeepFactsFrom(value)); });
    io.as(
        "verification", [&] { return asJson(*snapshot.verification); },
        [&](const json &value) {
            snapshot.verification = std::make_shared<const verify::Report>(verifyReportFrom(value));
        });
}

std::string toJson(const Snapshot &snapshot)
{
    ordered_json object{{"version", version}, {"program", MIRRORLAKE_VERSION}};
    object.update(FieldWriter::asJson(snapshot));
    return dumped(object);
}

Result<Snapshot> snapshotFromJson(std::string_view text)
{
    try {
        const json object = json::parse(text);
        static_cast<void>(object.at("state"));
        Snapshot snapshot;
        FieldReader::take(object, snapshot);
        return snapshot;
    } catch (const json::exception &) {
        return fail(ErrorCode::UpstreamBroken, "the mirror's answer is not a snapshot");
    }
}

} // namespace mirrorlake::control
