#include "doctor/visit.h"

#include "base/text.h"
#include "upstream/location.h"

#include <arpa/inet.h>

#include <charconv>

namespace mirrorlake::doctor {

namespace {

constexpr std::chrono::milliseconds patience{15'000};

upstream::Request requestTo(const std::string &url)
{
    upstream::Request request;
    request.url = url;
    request.timeout = patience;
    request.connectTimeout = patience / 2;
    request.maxBody = 1024 * 1024;
    request.acceptsCompressed = true;
    return request;
}

std::string proxyFor(const Patient &patient, const upstream::ClientOptions &client, const UrlParts &parts)
{
    if (client.proxy == "none")
        return {};
    if (!client.proxy.empty())
        return client.proxy;
    if (isUnproxied(patient.environment, parts.host))
        return {};
    return parts.isTls ? variable(patient.environment, {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
                       : variable(patient.environment, {"http_proxy", "all_proxy", "ALL_PROXY"});
}

} // namespace

UrlParts partsOf(const std::string &url)
{
    const std::string origin = upstream::originOf(url);
    UrlParts parts;
    parts.isTls = origin.starts_with("https://");
    const std::size_t begin = origin.find("://");
    const std::size_t colon = origin.rfind(':');
    if (begin == std::string::npos || colon <= begin)
        return parts;
    parts.host = origin.substr(begin + 3, colon - begin - 3);
    if (parts.host.starts_with('[') && parts.host.ends_with(']'))
        parts.host = parts.host.substr(1, parts.host.size() - 2);
    std::from_chars(origin.data() + colon + 1, origin.data() + origin.size(), parts.port);
    return parts;
}

bool isAddress(const std::string &host)
{
    unsigned char bytes[sizeof(in6_addr)];
    return ::inet_pton(AF_INET, host.c_str(), bytes) == 1 || ::inet_pton(AF_INET6, host.c_str(), bytes) == 1;
}

std::string variable(const std::vector<std::string> &environment, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names) {
        for (const std::string &entry : environment) {
            if (entry.size() > name.size() + 1 && entry.starts_with(name) && entry[name.size()] == '=')
                return entry.substr(name.size() + 1);
        }
    }
    return {};
}

bool isUnproxied(const std::vector<std::string> &environment, const std::string &host)
{
    const std::string excepted = variable(environment, {"no_proxy", "NO_PROXY"});
    for (std::string_view one : split(excepted, ',')) {
        one = trimmed(one);
        if (one.starts_with('.'))
            one.remove_prefix(1);
        if (!one.empty() && (one == "*" || host == one || host.ends_with("." + std::string(one))))
            return true;
    }
    return false;
}

std::vector<Visit> visitRoutes(const Patient &patient, Probe &probe)
{
    std::vector<Visit> visits;
    for (const upstream::Route &route : patient.upstream.routes) {
        Visit visit;
        visit.url = upstream::loggedUrl(route.url);
        visit.parts = partsOf(route.url);
        visit.client = route.client.value_or(patient.upstream.client);
        visit.proxy = proxyFor(patient, visit.client, visit.parts);
        visit.hasToken = !route.token.empty();
        visit.askedAt = probe.now();
        if (!patient.upstream.isOffline) {
            visit.list = probe.ask(visit.client, requestTo(route.url + "/api/models?limit=1"));
            if (visit.hasToken && *visit.list) {
                upstream::Request request = requestTo(route.url + "/api/whoami-v2");
                request.bearerToken = route.token;
                visit.whoami = probe.ask(visit.client, request);
            }
        }
        visits.push_back(std::move(visit));
    }
    return visits;
}

} // namespace mirrorlake::doctor
