// Are the names of the routes found? Where a proxy, DNS over HTTPS or a fixed address stands in, nobody asks.
#include "doctor/checks.h"

#include <algorithm>

namespace mirrorlake::doctor {

namespace {

/// Who stands in for the name server, or empty.
std::string standIn(const Visit &visit)
{
    if (isAddress(visit.parts.host))
        return "an address";
    if (!visit.proxy.empty())
        return "the proxy resolves it";
    if (!visit.client.dohUrl.empty())
        return "upstream.doh_url resolves it";
    const bool isFixed = std::ranges::any_of(visit.client.fixedAddresses, [&](const std::string &fixed) {
        return fixed.starts_with(visit.parts.host + ":");
    });
    return isFixed ? "upstream.fixed_addresses names it" : "";
}

} // namespace

Findings checkNames(const Bench &bench)
{
    if (bench.patient.upstream.isOffline)
        return {{"dns-offline"}};
    Findings findings;
    for (const Visit &visit : bench.visits) {
        const std::string &host = visit.parts.host;
        if (const std::string other = standIn(visit); !other.empty()) {
            findings.push_back({"dns-elsewhere", {host, other}});
            continue;
        }
        const auto address = bench.probe.addressOf(host);
        findings.push_back(address ? control::Finding{"dns-found", {host, *address}}
                                   : control::Finding{"dns-unknown", {host}});
    }
    return findings;
}

} // namespace mirrorlake::doctor
