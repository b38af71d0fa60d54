#include "control/snapshotjson.h"

#include "base/errortable.h"
#include "control/json/factsjson.h"
#include "control/json/figuresjson.h"
#include "control/json/jobjson.h"
#include "control/json/reading.h"
#include "control/json/verifyjson.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace mirrorlake::control {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr int version = 1;
constexpr std::array states{MirrorState::Stopped, MirrorState::Starting, MirrorState::Serving, MirrorState::Stopping,
                            MirrorState::Failed};
constexpr std::array<std::string_view, 3> kindNames{"loopback", "lan", "vpn"};

ordered_json asJson(const Error &error)
{
    return {{"code", rowOf(error.code).name}, {"message", error.message}};
}

Error errorFrom(const json &object)
{
    Error error;
    const std::string name = object.value("code", "");
    const auto row = std::find_if(errorRowsBegin(), errorRowsEnd(), [&](const ErrorRow &r) { return name == r.name; });
    error.code = row == errorRowsEnd() ? ErrorCode::Internal : row->code;
    read(object, "message", error.message);
    return error;
}

ordered_json asJson(const ServedAddress &address)
{
    return {{"url", address.url},
            {"kind", kindNames[static_cast<std::size_t>(address.kind)]},
            {"interface", address.interfaceName}};
}

void readAddress(const json &object, std::vector<ServedAddress> &list)
{
    ServedAddress address;
    read(object, "url", address.url);
    address.kind = static_cast<AddressKind>(indexOf(kindNames, object.value("kind", "")));
    read(object, "interface", address.interfaceName);
    list.push_back(std::move(address));
}

ordered_json asJson(const fill::FillSnapshot &fill)
{
    return {{"blob", fill.blob.text()}, {"repo", fill.repo},
            {"path", fill.path},        {"size", fill.size},
            {"done", fill.done},        {"connections", fill.connections},
            {"readers", fill.readers},  {"bytes_per_second", fill.bytesPerSecond},
            {"state", fill.state},      {"reason", fill.reason}};
}

void readFill(const json &object, std::vector<fill::FillSnapshot> &list)
{
    const auto blob = BlobHash::parse(object.value("blob", ""));
    if (!blob)
        return;
    fill::FillSnapshot fill{*blob, {}, {}, 0, 0, 0, 0, 0, {}, {}};
    read(object, "repo", fill.repo);
    read(object, "path", fill.path);
    read(object, "size", fill.size);
    read(object, "done", fill.done);
    read(object, "connections", fill.connections);
    read(object, "readers", fill.readers);
    read(object, "bytes_per_second", fill.bytesPerSecond);
    read(object, "state", fill.state);
    read(object, "reason", fill.reason);
    list.push_back(std::move(fill));
}

MirrorState stateFrom(const json &object)
{
    const std::string name = object.at("state").get<std::string>();
    const auto found = std::ranges::find_if(states, [&](MirrorState state) { return name == nameOf(state); });
    return found == states.end() ? MirrorState::Stopped : *found;
}

std::shared_ptr<const std::vector<preload::Job>> jobsFrom(const json &object)
{
    std::vector<preload::Job> jobs;
    for (const json &item : object.value("jobs", json::array())) {
        if (auto job = jobFrom(item))
            jobs.push_back(std::move(*job));
    }
    return std::make_shared<const std::vector<preload::Job>>(std::move(jobs));
}

Snapshot snapshotFrom(const json &object)
{
    Snapshot snapshot;
    snapshot.state = stateFrom(object);
    if (const auto failure = object.find("failure"); failure != object.end() && failure->is_object())
        snapshot.failure = errorFrom(*failure);
    read(object, "suggested_listen", snapshot.suggestedListen);
    read(object, "serving_since", snapshot.servingSince);
    read(object, "local_url", snapshot.localUrl);
    readList(object, "addresses", snapshot.addresses, readAddress);
    read(object, "offline", snapshot.isOffline);
    read(object, "upstream", snapshot.upstream);
    read(object, "free_space", snapshot.freeSpace);
    read(object, "disk_size", snapshot.diskSize);
    if (const auto figures = object.find("figures"); figures != object.end())
        snapshot.figures = figuresFrom(*figures);
    readList(object, "fills", snapshot.fills, readFill);
    snapshot.jobs = jobsFrom(object);
    snapshot.upkeep = std::make_shared<const UpkeepFacts>(upkeepFactsFrom(object.value("upkeep", json::object())));
    snapshot.verification =
        std::make_shared<const verify::Report>(verifyReportFrom(object.value("verification", json::object())));
    return snapshot;
}

} // namespace

std::string toJson(const Snapshot &snapshot)
{
    ordered_json addresses = ordered_json::array();
    for (const ServedAddress &address : snapshot.addresses)
        addresses.push_back(asJson(address));
    ordered_json fills = ordered_json::array();
    for (const fill::FillSnapshot &fill : snapshot.fills)
        fills.push_back(asJson(fill));
    ordered_json jobs = ordered_json::array();
    for (const preload::Job &job : *snapshot.jobs)
        jobs.push_back(asJson(job));
    const ordered_json object{{"version", version},
                              {"program", MIRRORLAKE_VERSION},
                              {"state", nameOf(snapshot.state)},
                              {"failure", snapshot.failure ? asJson(*snapshot.failure) : ordered_json()},
                              {"suggested_listen", snapshot.suggestedListen},
                              {"serving_since", snapshot.servingSince},
                              {"local_url", snapshot.localUrl},
                              {"addresses", std::move(addresses)},
                              {"offline", snapshot.isOffline},
                              {"upstream", snapshot.upstream},
                              {"free_space", snapshot.freeSpace},
                              {"disk_size", snapshot.diskSize},
                              {"figures", asJson(snapshot.figures)},
                              {"fills", std::move(fills)},
                              {"jobs", std::move(jobs)},
                              {"upkeep", asJson(*snapshot.upkeep)},
                              {"verification", asJson(*snapshot.verification)}};
    return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

Result<Snapshot> snapshotFromJson(std::string_view text)
{
    try {
        return snapshotFrom(json::parse(text));
    } catch (const json::exception &) {
        return fail(ErrorCode::UpstreamBroken, "the mirror's answer is not a snapshot");
    }
}

} // namespace mirrorlake::control
