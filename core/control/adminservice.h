// Everything under /-/, which can be no repo: health and readiness for whoever watches the process, and the admin API
// for whoever holds the control token. What is answered stands in the table of routes. Thread: serve() from any I/O
// thread; never waits.
#pragma once

#include "base/httpmessage.h"
#include "control/admin/adminroute.h"
#include "control/adminrules.h"

namespace mirrorlake::control {

class AdminService final : public HttpService
{
public:
    AdminService(AdminRules rules, AdminDesk desk);

    void serve(std::shared_ptr<const HttpRequest> request, ReplySink reply) override;

private:
    void answer(const HttpRequest &request, const ReplySink &reply) const;

    const AdminRules m_rules;
    const AdminDesk m_desk;
};

} // namespace mirrorlake::control
