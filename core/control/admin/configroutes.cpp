// Settings over HTTP. Secrets are masked in what is shown.
#include "control/admin/adminreply.h"
#include "control/admin/adminroute.h"
#include "control/json/transferjson.h"
#include "settings/field.h"
#include "settings/fieldvalue.h"

#include <nlohmann/json.hpp>

namespace mirrorlake::control {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

void show(const AdminDesk &desk, const AdminCall &, const ReplySink &reply)
{
    const settings::Settings now = desk.configuration->settings();
    const settings::Settings defaults;
    ordered_json list = ordered_json::array();
    for (const settings::Field &field : settings::fields())
        list.push_back({{"key", field.key},
                        {"value", settings::shownText(now, field)},
                        {"default", settings::shownText(defaults, field)},
                        {"is_default", settings::isSame(now, defaults, field)},
                        {"is_secret", field.masked != nullptr},
                        {"needs_restart", field.needsRestart},
                        {"allowed", settings::allowedText(field)},
                        {"label", field.label},
                        {"help", field.help}});
    reply(jsonReply(200, ordered_json{{"settings", std::move(list)}}.dump()));
}

void change(const AdminDesk &desk, const AdminCall &call, const ReplySink &reply)
{
    const json object = json::parse(call.http.body, nullptr, false);
    std::vector<Assignment> assignments;
    bool isGood = object.is_object() && !object.empty();
    if (isGood) {
        for (const auto &[key, value] : object.items()) {
            isGood = isGood && value.is_string();
            assignments.push_back({key, isGood ? value.template get<std::string>() : std::string()});
        }
    }
    if (!isGood) {
        reply(refusal(400, R"(send {"key": "value", …} with texts as values)"));
        return;
    }
    desk.configuration->changeSettings(std::move(assignments), [reply](const Result<SettingsOutcome> &outcome) {
        reply(outcome ? jsonReply(200, settingsOutcomeJson(*outcome)) : refusal(outcome.error()));
    });
}

const AdminRoute table[] = {
    {HttpMethod::Get,
     "/-/api/v1/config",
     "showConfig",
     "All settings, secrets masked",
     false,
     "",
     "Settings",
     {},
     show},
    {HttpMethod::Post,
     "/-/api/v1/config",
     "changeConfig",
     "Changes settings, all or none",
     false,
     "Assignments",
     "SettingsOutcome",
     {},
     change},
};

} // namespace

std::span<const AdminRoute> configRoutes()
{
    return table;
}

} // namespace mirrorlake::control
