// Taking in what lies in a folder already, over HTTP.
#include "control/admin/adminreply.h"
#include "control/admin/adminroute.h"
#include "control/json/adoptjson.h"
#include "control/json/jsonfields.h"

namespace mirrorlake::control {

namespace {

void show(const AdminDesk &desk, const AdminCall &, const ReplySink &reply)
{
    desk.operations->importReport([reply](Result<ImportReport> report) {
        reply(report ? jsonReply(200, dumped(asJson(**report))) : refusal(report.error()));
    });
}

void begin(const AdminDesk &desk, const AdminCall &call, const ReplySink &reply)
{
    auto order = adoptOrderFromJson(call.http.body);
    if (!order)
        return reply(refusal(order.error()));
    desk.operations->importFolder(std::move(*order), [reply](Result<std::int64_t> number) {
        reply(number ? jsonReply(200, nlohmann::ordered_json{{"number", *number}}.dump()) : refusal(number.error()));
    });
}

void cancel(const AdminDesk &desk, const AdminCall &, const ReplySink &reply)
{
    desk.operations->cancelImport([reply](Result<void> done) { reply(done ? doneReply() : refusal(done.error())); });
}

const AdminRoute table[] = {
    {HttpMethod::Get,
     "/-/api/v1/import",
     "showImport",
     "How the import goes on, or what the last one took",
     false,
     "",
     "ImportReport",
     {},
     show},
    {HttpMethod::Post,
     "/-/api/v1/import",
     "importFolder",
     "Takes in a Hub cache, or files of a repo, that lie in a folder of the mirror's computer",
     false,
     "ImportOrder",
     "RunNumber",
     {},
     begin},
    {HttpMethod::Post,
     "/-/api/v1/import/cancel",
     "cancelImport",
     "Ends it; what was taken stays",
     false,
     "",
     "Done",
     {},
     cancel},
};

} // namespace

std::span<const AdminRoute> importRoutes()
{
    return table;
}

} // namespace mirrorlake::control
