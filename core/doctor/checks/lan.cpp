// Can other machines reach the mirror? It is asked under its own address in the network; a firewall that is on may
// still stop the others, and is named.
#include "doctor/checks.h"

#include <algorithm>

namespace mirrorlake::doctor {

namespace {

using control::AddressKind;
using control::Finding;

/// The firewall that is on, and how a port of it is opened.
std::optional<Finding> firewallFinding(Probe &probe, int port)
{
    const std::string number = std::to_string(port);
    if (probe.fileText("/etc/ufw/ufw.conf").find("\nENABLED=yes") != std::string::npos)
        return Finding{"lan-firewall", {number, "ufw", "sudo ufw allow " + number + "/tcp"}};
    if (!probe.fileText("/run/firewalld.pid").empty())
        return Finding{"lan-firewall",
                       {number, "firewalld",
                        "sudo firewall-cmd --permanent --add-port=" + number + "/tcp && sudo firewall-cmd --reload"}};
    return std::nullopt;
}

} // namespace

Findings checkLan(const Bench &bench)
{
    const Patient &patient = bench.patient;
    if (!patient.isRunning())
        return {{"lan-stopped"}};
    const bool isOwnMachineOnly = std::ranges::all_of(patient.endpoints, [](const std::string &endpoint) {
        return partsOf("http://" + endpoint).host == "::1" || endpoint.starts_with("127.");
    });
    if (isOwnMachineOnly)
        return {{"lan-own-machine"}};
    const auto outward = std::ranges::find_if(
        patient.addresses, [](const control::ServedAddress &one) { return one.kind != AddressKind::Loopback; });
    if (outward == patient.addresses.end())
        return {{"lan-no-network"}};
    const UrlParts parts = partsOf(outward->url);
    if (!bench.probe.greet(parts.host, parts.port))
        return {{"lan-silent", {outward->url}}};
    Findings findings{{"lan-reached", {outward->url}}};
    if (auto firewall = firewallFinding(bench.probe, parts.port))
        findings.push_back(std::move(*firewall));
    return findings;
}

} // namespace mirrorlake::doctor
