// How the mirror fares: health, readiness, the snapshot, the clients, and this API's own description.
#include "control/admin/adminreply.h"
#include "control/admin/adminroute.h"
#include "control/admin/openapi.h"
#include "control/snapshotjson.h"

#include <nlohmann/json.hpp>

namespace mirrorlake::control {

namespace {

using nlohmann::ordered_json;

void health(const AdminDesk &, const AdminCall &, const ReplySink &reply)
{
    reply(jsonReply(200, ordered_json{{"status", "ok"}, {"version", MIRRORLAKE_VERSION}}.dump()));
}

void ready(const AdminDesk &desk, const AdminCall &, const ReplySink &reply)
{
    const auto snapshot = desk.snapshot();
    const bool isReady = snapshot->state == MirrorState::Serving;
    reply(jsonReply(isReady ? 200 : 503, ordered_json{{"ready", isReady}, {"state", nameOf(snapshot->state)}}.dump()));
}

void status(const AdminDesk &desk, const AdminCall &, const ReplySink &reply)
{
    reply(jsonReply(200, toJson(*desk.snapshot())));
}

void clients(const AdminDesk &desk, const AdminCall &, const ReplySink &reply)
{
    const ordered_json snapshot = ordered_json::parse(toJson(*desk.snapshot()));
    reply(jsonReply(200, ordered_json{{"clients", snapshot["figures"]["clients"]}}.dump()));
}

void description(const AdminDesk &, const AdminCall &, const ReplySink &reply)
{
    reply(jsonReply(200, openApiDocument()));
}

const AdminRoute table[] = {
    {HttpMethod::Get, "/-/health", "health", "The process answers", true, "", "Health", {}, health},
    {HttpMethod::Get, "/-/ready", "ready", "The mirror serves", true, "", "Readiness", {}, ready},
    {HttpMethod::Get,
     "/-/api/v1/status",
     "status",
     "Everything that moves, as one snapshot",
     false,
     "",
     "Snapshot",
     {},
     status},
    {HttpMethod::Get,
     "/-/api/v1/clients",
     "listClients",
     "Clients and what they take",
     false,
     "",
     "Clients",
     {},
     clients},
    {HttpMethod::Get,
     "/-/api/v1/openapi.json",
     "describe",
     "This API as OpenAPI 3.1",
     false,
     "",
     "Document",
     {},
     description},
};

} // namespace

std::span<const AdminRoute> stateRoutes()
{
    return table;
}

} // namespace mirrorlake::control
