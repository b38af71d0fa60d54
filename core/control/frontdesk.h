// Sends each request to its room: what begins with /-/ to the admin, everything else onward; so is /-/cas/, the Xet
// face. Where the public URL has a path, a proxy may leave it before each target: it is taken off here, for all rooms.
// Thread: any; owns neither.
#pragma once

#include "base/httpmessage.h"

#include <string>

namespace mirrorlake::control {

class FrontDesk final : public HttpService
{
public:
    FrontDesk(HttpService &admin, HttpService &next, const std::string &publicUrl = {});

    void serve(std::shared_ptr<const HttpRequest> request, ReplySink reply) override;

private:
    HttpService &m_admin;
    HttpService &m_next;
    const std::string m_pathPrefix; ///< "/hf", or empty
};

} // namespace mirrorlake::control
