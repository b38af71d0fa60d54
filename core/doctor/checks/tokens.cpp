// Does each route accept the token that is set for it?
#include "doctor/checks.h"

namespace mirrorlake::doctor {

Findings checkTokens(const Bench &bench)
{
    if (bench.patient.upstream.isOffline)
        return {{"token-offline"}};
    Findings findings;
    for (const Visit &visit : bench.visits) {
        if (!visit.hasToken && &visit != &bench.visits.front())
            continue; // a further route needs none
        if (!visit.hasToken)
            findings.push_back({"token-none", {visit.url}});
        else if (visit.whoami && *visit.whoami && (*visit.whoami)->status == 200)
            findings.push_back({"token-accepted", {visit.url}});
        else if (visit.whoami && *visit.whoami && ((*visit.whoami)->status == 401 || (*visit.whoami)->status == 403))
            findings.push_back({"token-refused", {visit.url}});
        else
            findings.push_back({"token-unknown", {visit.url}});
    }
    return findings;
}

} // namespace mirrorlake::doctor
