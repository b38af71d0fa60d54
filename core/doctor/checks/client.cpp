// Do programs that are started here find the mirror? Their environment says.
#include "doctor/checks.h"

#include "base/text.h"

#include <algorithm>

namespace mirrorlake::doctor {

namespace {

bool isOn(const std::string &value)
{
    const std::string word = lowered(value);
    return word == "1" || word == "true" || word == "yes" || word == "on";
}

std::string withoutSlash(std::string url)
{
    while (url.ends_with('/'))
        url.pop_back();
    return url;
}

bool isSamePlace(const std::string &given, const std::string &url)
{
    if (withoutSlash(given) == withoutSlash(url))
        return true;
    const UrlParts a = partsOf(given);
    const UrlParts b = partsOf(url);
    const auto isHere = [](const std::string &host) { return host == "localhost" || host == "127.0.0.1"; };
    return a.port == b.port && a.isTls == b.isTls && (a.host == b.host || (isHere(a.host) && isHere(b.host)));
}

} // namespace

Findings clientFindings(const std::vector<std::string> &environment, const std::vector<std::string> &urls)
{
    Findings findings;
    const std::string best = urls.empty() ? std::string() : urls.front();
    const std::string endpoint = variable(environment, {"HF_ENDPOINT"});
    const bool isOurs = std::ranges::any_of(urls, [&](const std::string &url) { return isSamePlace(endpoint, url); });
    if (urls.empty())
        findings.push_back(endpoint.empty() ? control::Finding{"client-waits"}
                                            : control::Finding{"client-unknown", {endpoint}});
    else if (endpoint.empty())
        findings.push_back({"client-unset", {best}});
    else if (!isOurs)
        findings.push_back({"client-elsewhere", {best, endpoint}});
    else
        findings.push_back({"client-set"});
    for (const char *name : {"HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_DATASETS_OFFLINE"}) {
        if (isOn(variable(environment, {name})))
            findings.push_back({"client-offline", {name}});
    }
    const UrlParts parts = partsOf(isOurs ? endpoint : best);
    for (const char *name : {"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"}) {
        if (isOurs && !parts.isTls && !variable(environment, {name}).empty() && !isUnproxied(environment, parts.host)) {
            findings.push_back({"client-proxied", {parts.host, name}});
            break;
        }
    }
    return findings;
}

Findings checkClient(const Bench &bench)
{
    std::vector<std::string> urls{bench.patient.localUrl};
    for (const control::ServedAddress &address : bench.patient.addresses)
        urls.push_back(address.url);
    if (bench.patient.localUrl.empty())
        urls.clear();
    return clientFindings(bench.patient.environment, urls);
}

} // namespace mirrorlake::doctor
