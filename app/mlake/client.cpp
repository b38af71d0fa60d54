#include "client.h"

#include "control/controltoken.h"
#include "datafolder.h"
#include "gate/hostrules.h"
#include "mirrorfile.h"
#include "settings/checks.h"

#include <cstdlib>

namespace mirrorlake::app {

namespace {

bool isOnThisMachine(const std::string &url)
{
    const std::size_t scheme = url.find("://");
    const std::string host =
        scheme == std::string::npos
            ? std::string()
            : gate::hostNameOf(std::string_view(url).substr(scheme + 3, url.find('/', scheme + 3) - scheme - 3));
    return host == "localhost" || host == "127.0.0.1" || host == "::1";
}

} // namespace

Result<std::string> urlOf(const Target &target)
{
    if (!target.url.empty())
        return settings::checkedHttpUrl(target.url);
    return readMirrorFile(DataFolder::mirrorFileIn(target.dataFolder)).map([](const MirrorFile &file) {
        return file.url;
    });
}

Result<std::string> tokenFor(const Target &target)
{
    if (!target.token.empty())
        return target.token;
    if (const char *given = std::getenv("MIRRORLAKE_CONTROL_TOKEN"); given && *given)
        return std::string(given);
    if (!target.url.empty() && !target.isFolderGiven && !isOnThisMachine(target.url))
        return fail(ErrorCode::AccessDenied, "set MIRRORLAKE_CONTROL_TOKEN to the control token of that mirror");
    return control::readControlToken(DataFolder::tokenFileIn(target.dataFolder));
}

} // namespace mirrorlake::app
