// Settings on their way from one mirror to another, over HTTP.
#include "control/admin/adminreply.h"
#include "control/admin/adminroute.h"
#include "control/importsettings.h"
#include "control/json/transferjson.h"
#include "hub/query.h"

#include <nlohmann/json.hpp>

namespace mirrorlake::control {

namespace {

using nlohmann::json;

void exportAll(const AdminDesk &desk, const AdminCall &call, const ReplySink &reply)
{
    const auto secrets =
        hub::Query::parse(call.query).isTrue("secrets") ? settings::Secrets::Included : settings::Secrets::LeftOut;
    reply(jsonReply(
        200, nlohmann::ordered_json{{"toml", settings::exportedToml(desk.configuration->settings(), secrets)}}.dump()));
}

void importAll(const AdminDesk &desk, const AdminCall &call, const ReplySink &reply)
{
    const json order = json::parse(call.http.body, nullptr, false);
    const bool isOrder = order.is_object() && order.contains("toml") && order["toml"].is_string() &&
                         (!order.contains("dry_run") || order["dry_run"].is_boolean());
    if (!isOrder)
        return reply(refusal(400, R"(send {"toml": "…", "dry_run": true or false})"));
    const auto import = settings::importOf(desk.configuration->settings(), order["toml"].get<std::string>());
    if (!import)
        return reply(refusal(import.error()));
    if (order.value("dry_run", false) || import->differences.empty())
        return reply(jsonReply(200, importedJson({import->differences, {}})));
    desk.configuration->changeSettings(
        assignmentsOf(*import), [reply, differences = import->differences](const Result<SettingsOutcome> &outcome) {
            reply(outcome ? jsonReply(200, importedJson({differences, outcome->notSaved})) : refusal(outcome.error()));
        });
}

constexpr std::string_view exportQuery[] = {"secrets"};
const AdminRoute table[] = {
    {HttpMethod::Get, "/-/api/v1/config/export", "exportConfig",
     "What differs from the defaults, as TOML; secrets only when asked for", false, "", "Export", exportQuery,
     exportAll},
    {HttpMethod::Post,
     "/-/api/v1/config/import",
     "importConfig",
     "Says what would be different, and changes it unless dry_run is set",
     false,
     "ImportOrder",
     "Differences",
     {},
     importAll},
};

} // namespace

std::span<const AdminRoute> transferRoutes()
{
    return table;
}

} // namespace mirrorlake::control
