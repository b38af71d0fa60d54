// Everything under /-/, which can be no repo: health and readiness for whoever watches the process, and the admin API
// for whoever holds the control token. All answers are JSON. Thread: serve() from any I/O thread; answers at once.
#pragma once

#include "base/httpmessage.h"
#include "control/adminrules.h"
#include "control/runningmirror.h"

namespace mirrorlake::control {

class AdminService final : public HttpService
{
public:
    AdminService(AdminRules rules, SnapshotSource snapshot);

    void serve(std::shared_ptr<const HttpRequest> request, ReplySink reply) override;

private:
    HttpReply answer(const HttpRequest &request) const;
    HttpReply health() const;
    HttpReply ready() const;
    HttpReply status(const HttpRequest &request) const;

    const AdminRules m_rules;
    const SnapshotSource m_snapshot;
};

} // namespace mirrorlake::control
