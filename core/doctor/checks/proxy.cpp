// Does the proxy answer, where there is one?
#include "doctor/checks.h"
#include "upstream/location.h"

namespace mirrorlake::doctor {

namespace {

/// "host:port" without what may be secret.
UrlParts proxyParts(const std::string &proxy)
{
    const std::size_t scheme = proxy.find("://");
    const std::string kind = scheme == std::string::npos ? "http" : proxy.substr(0, scheme);
    std::string rest = scheme == std::string::npos ? proxy : proxy.substr(scheme + 3);
    if (const std::size_t at = rest.rfind('@'); at != std::string::npos)
        rest = rest.substr(at + 1);
    rest = rest.substr(0, rest.find('/'));
    const bool hasPort = rest.find(':', rest.rfind(']') == std::string::npos ? 0 : rest.rfind(']')) != rest.npos;
    return partsOf("http://" + rest + (hasPort ? "" : kind == "https" ? ":443" : ":1080"));
}

} // namespace

Findings checkProxy(const Bench &bench)
{
    if (bench.patient.upstream.isOffline)
        return {{"proxy-offline"}};
    Findings findings;
    for (const Visit &visit : bench.visits) {
        if (visit.proxy.empty()) {
            findings.push_back({"proxy-none", {visit.parts.host}});
            continue;
        }
        const UrlParts parts = proxyParts(visit.proxy);
        const std::string name = parts.host + ":" + std::to_string(parts.port);
        const bool isReached = bench.probe.connect(parts.host, parts.port).has_value();
        findings.push_back({isReached ? "proxy-reached" : "proxy-silent", {visit.parts.host, name}});
    }
    return findings;
}

} // namespace mirrorlake::doctor
