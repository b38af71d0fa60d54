// Does the mirror answer where it listens; or could it listen where it is set to?
#include "doctor/checks.h"

namespace mirrorlake::doctor {

Findings checkPort(const Bench &bench)
{
    const Patient &patient = bench.patient;
    if (patient.isRunning()) {
        const UrlParts parts = partsOf(patient.localUrl);
        const bool answers = bench.probe.greet(parts.host, parts.port).has_value();
        return {{answers ? "port-serves" : "port-silent", {patient.localUrl}}};
    }
    Findings findings;
    for (const std::string &address : patient.listen) {
        const auto free = bench.probe.tryListen(address);
        findings.push_back(free ? control::Finding{"port-free", {address}}
                                : control::Finding{"port-taken", {address, free.error().message}});
    }
    return findings;
}

} // namespace mirrorlake::doctor
