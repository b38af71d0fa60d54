// Are the routes who they say they are?
#include "doctor/checks.h"

namespace mirrorlake::doctor {

Findings checkCertificates(const Bench &bench)
{
    if (bench.patient.upstream.isOffline)
        return {{"tls-offline"}};
    Findings findings;
    for (const Visit &visit : bench.visits) {
        const std::string &host = visit.parts.host;
        if (!visit.parts.isTls)
            findings.push_back({"tls-plain", {host}});
        else if (visit.list && *visit.list)
            findings.push_back({"tls-trusted", {host}});
        else if (visit.list && visit.list->error().code == ErrorCode::UpstreamUntrusted)
            findings.push_back({"tls-untrusted", {host}});
        else
            findings.push_back({"tls-unknown", {host}});
    }
    return findings;
}

} // namespace mirrorlake::doctor
