#include "client.h"

#include "control/adminrules.h"
#include "control/controltoken.h"
#include "datafolder.h"
#include "mirrorfile.h"
#include "settings/checks.h"
#include "upstream/httpclient.h"

#include <cstdlib>

namespace mirrorlake::app {

namespace {

bool isOnThisMachine(const std::string &url)
{
    const std::size_t scheme = url.find("://");
    const std::string host =
        scheme == std::string::npos
            ? std::string()
            : control::hostNameOf(std::string_view(url).substr(scheme + 3, url.find('/', scheme + 3) - scheme - 3));
    return host == "localhost" || host == "127.0.0.1" || host == "::1";
}

Result<std::string> tokenFor(const Target &target)
{
    if (const char *given = std::getenv("MIRRORLAKE_CONTROL_TOKEN"); given && *given)
        return std::string(given);
    if (!target.url.empty() && !target.isFolderGiven && !isOnThisMachine(target.url))
        return fail(ErrorCode::AccessDenied, "set MIRRORLAKE_CONTROL_TOKEN to the control token of that mirror");
    return control::readControlToken(DataFolder::tokenFileIn(target.dataFolder));
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

Result<std::string> fetchStatus(const Target &target, const std::string &url)
{
    auto token = tokenFor(target);
    if (!token)
        return fail(token.error());
    // Whatever proxy leads to the internet, it does not lead to a mirror on the local network.
    ::setenv("no_proxy", "*", 1);
    upstream::ClientOptions options;
    options.userAgent = "mlake/" MIRRORLAKE_VERSION;
    upstream::HttpClient client(std::move(options));
    upstream::Request request;
    request.url = url + "/-/api/v1/status";
    request.bearerToken = *token;
    auto response = client.exchange(request);
    if (!response)
        return fail(response.error());
    if (response->status == 401 || response->status == 403)
        return fail(ErrorCode::AccessDenied, "the mirror refuses the control token");
    if (response->status != 200)
        return fail(ErrorCode::UpstreamBroken, "what answers there is not a Mirrorlake");
    return std::move(response->body);
}

} // namespace mirrorlake::app
