// A look at the mirror and its surroundings, over HTTP.
#include "control/admin/adminreply.h"
#include "control/admin/adminroute.h"
#include "control/json/checkupjson.h"

namespace mirrorlake::control {

namespace {

void look(const AdminDesk &desk, const AdminCall &, const ReplySink &reply)
{
    desk.operations->checkup([reply](const Result<Checkup> &checkup) {
        reply(checkup ? jsonReply(200, toJson(*checkup)) : refusal(checkup.error()));
    });
}

const AdminRoute table[] = {
    {HttpMethod::Post,
     "/-/api/v1/checkup",
     "checkup",
     "Looks at names, proxy, certificates, routes, token, clock, disk, port and clients",
     false,
     "",
     "Checkup",
     {},
     look},
};

} // namespace

std::span<const AdminRoute> checkupRoutes()
{
    return table;
}

} // namespace mirrorlake::control
