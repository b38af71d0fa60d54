#include "doctor/checks.h"

namespace mirrorlake::doctor {

std::span<const Check> checks()
{
    static constexpr Check all[] = {checkSettingsFile, checkNames, checkProxy, checkCertificates, checkRoutes, checkTokens, checkClock,
                                    checkDisk,  checkSpace, checkPort,         checkLan,    checkClient};
    return all;
}

control::Checkup examine(const Patient &patient, Probe &probe)
{
    control::Checkup checkup;
    checkup.at = unixSeconds(probe.now());
    const std::vector<Visit> visits = visitRoutes(patient, probe);
    for (const Check check : checks()) {
        for (control::Finding &finding : check({patient, visits, probe}))
            checkup.findings.push_back(std::move(finding));
    }
    return checkup;
}

} // namespace mirrorlake::doctor
