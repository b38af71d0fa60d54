// Sends each request to its room: what begins with /-/ to the admin, everything else onward; so is /-/cas/, the Xet
// face. Thread: any; owns neither.
#pragma once

#include "base/httpmessage.h"

namespace mirrorlake::control {

class FrontDesk final : public HttpService
{
public:
    FrontDesk(HttpService &admin, HttpService &next) : m_admin(admin), m_next(next) {}

    void serve(std::shared_ptr<const HttpRequest> request, ReplySink reply) override;

private:
    HttpService &m_admin;
    HttpService &m_next;
};

} // namespace mirrorlake::control
