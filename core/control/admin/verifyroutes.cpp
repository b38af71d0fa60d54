// Looking through the cache, and mending what is damaged, over HTTP.
#include "control/admin/adminreply.h"
#include "control/admin/adminroute.h"
#include "control/json/verifyjson.h"

namespace mirrorlake::control {

namespace {

void show(const AdminDesk &desk, const AdminCall &, const ReplySink &reply)
{
    desk.operations->verification([reply](Result<VerifyReport> report) {
        reply(report ? jsonReply(
                           200, asJson(**report).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace))
                     : refusal(report.error()));
    });
}

void begin(const AdminDesk &desk, const AdminCall &call, const ReplySink &reply)
{
    auto order = verifyOrderFromJson(call.http.body);
    if (!order)
        return reply(refusal(order.error()));
    desk.operations->verify(std::move(*order), [reply](Result<std::int64_t> number) {
        reply(number ? jsonReply(200, nlohmann::ordered_json{{"number", *number}}.dump()) : refusal(number.error()));
    });
}

void cancel(const AdminDesk &desk, const AdminCall &, const ReplySink &reply)
{
    desk.operations->cancelVerification(
        [reply](Result<void> done) { reply(done ? doneReply() : refusal(done.error())); });
}

const AdminRoute table[] = {
    {HttpMethod::Get,
     "/-/api/v1/verify",
     "showVerification",
     "How the look through the cache goes on, or what the last one found",
     false,
     "",
     "VerifyReport",
     {},
     show},
    {HttpMethod::Post,
     "/-/api/v1/verify",
     "verify",
     "Compares files with their hashes, and mends what is damaged if asked to",
     false,
     "VerifyOrder",
     "RunNumber",
     {},
     begin},
    {HttpMethod::Post,
     "/-/api/v1/verify/cancel",
     "cancelVerification",
     "Ends it; what was found stays in the report",
     false,
     "",
     "Done",
     {},
     cancel},
};

} // namespace

std::span<const AdminRoute> verifyRoutes()
{
    return table;
}

} // namespace mirrorlake::control
