// Eviction, pins, trash and what happened, over HTTP; and the figures for Prometheus.
#include "control/admin/adminreply.h"
#include "control/admin/adminroute.h"
#include "control/json/upkeepjson.h"
#include "control/metrics/metrics.h"

namespace mirrorlake::control {

namespace {

void ask(const AdminDesk &desk, const AdminCall &call, const ReplySink &reply)
{
    const auto verb = upkeepVerb(call.arguments.front());
    if (!verb)
        return reply(refusal({ErrorCode::NotFoundHere, "there is no such verb", 0}));
    auto order = upkeepOrderFromJson(*verb, call.http.body);
    if (!order)
        return reply(refusal(order.error()));
    desk.operations->upkeep(std::move(*order), [reply](Result<UpkeepAnswer> answer) {
        reply(answer ? jsonReply(200,
                                 asJson(*answer).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace))
                     : refusal(answer.error()));
    });
}

void metrics(const AdminDesk &desk, const AdminCall &, const ReplySink &reply)
{
    HttpReply text;
    text.headers.add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    text.headers.add("Cache-Control", "no-store");
    text.text = metricsText(*desk.snapshot());
    reply(std::move(text));
}

const AdminRoute table[] = {
    {HttpMethod::Post,
     "/-/api/v1/upkeep/{verb}",
     "upkeep",
     "preview, evict, remove, pins, pin, unpin, trash, restore, empty-trash, history, requests, "
     "days, months, clients, repos, routes, rates, wanted or forget-wanted",
     false,
     "UpkeepOrder",
     "UpkeepAnswer",
     {},
     ask},
    {HttpMethod::Get, "/-/metrics", "metrics", "Figures for Prometheus", true, "", "Metrics", {}, metrics},
};

} // namespace

std::span<const AdminRoute> upkeepRoutes()
{
    return table;
}

} // namespace mirrorlake::control
