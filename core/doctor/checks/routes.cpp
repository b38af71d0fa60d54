// Does each route answer a question, and how soon?
#include "doctor/checks.h"

namespace mirrorlake::doctor {

namespace {

constexpr std::chrono::milliseconds slow{3000};

control::Finding findingOf(const Visit &visit)
{
    const Result<upstream::Response> &answer = *visit.list;
    if (!answer)
        return {"route-silent", {visit.url, answer.error().message}};
    if (answer->status == 429)
        return {"route-limits", {visit.url}};
    if (answer->status != 200)
        return {"route-refuses", {visit.url, std::to_string(answer->status)}};
    return {answer->latency > slow ? "route-slow" : "route-answers",
            {visit.url, std::to_string(answer->latency.count())}};
}

} // namespace

Findings checkRoutes(const Bench &bench)
{
    if (bench.patient.upstream.isOffline)
        return {{"routes-offline"}};
    Findings findings;
    for (const Visit &visit : bench.visits)
        findings.push_back(findingOf(visit));
    return findings;
}

} // namespace mirrorlake::doctor
