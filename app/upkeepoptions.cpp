#include "upkeepoptions.h"

#include "control/adminrules.h"
#include "settings/limitchecks.h"

namespace mirrorlake::app {

namespace {

BytesPerSecond rate(Bytes aSecond)
{
    return {static_cast<double>(aSecond.count)};
}

} // namespace

gate::GateOptions gateOptions(const settings::Settings &settings)
{
    const settings::LimitSettings &limits = settings.limits;
    gate::GateOptions options;
    options.hosts = control::hostRules(settings.server);
    options.maxRequests = settings.server.maxRequests;
    options.requestsPerClient = limits.requestsPerClient;
    options.requestRate = limits.requestRate;
    options.queueTimeout = limits.queueTimeout;
    options.limits.clients = rate(limits.clients);
    options.limits.perClient = rate(limits.perClient);
    for (const std::string &text : limits.groups) {
        if (const auto group = settings::GroupSettings::parse(text))
            options.limits.groups.push_back({group->name, group->networks, rate(group->rate)});
    }
    for (const std::string &text : settings.clients.blocked) {
        if (const auto network = Network::parse(text))
            options.blocked.push_back(*network);
    }
    options.limits.week = Week::parse(limits.clientsWeek).value_or(Week());
    return options;
}

verify::Options verifyOptions(const settings::VerifySettings &settings)
{
    return {rate(settings.limit), settings::minuteOfDay(settings.nightlyAt), settings.nightlyFiles};
}

sweep::SweepOptions sweepOptions(const settings::EvictionSettings &settings)
{
    sweep::SweepOptions options;
    options.policy = settings.policy;
    options.rules.unit = settings.unit == "snapshots" ? sweep::Unit::Snapshots : sweep::Unit::Files;
    options.rules.minAge = settings.minAge;
    options.rules.maxAge = settings.maxAge;
    options.rules.hardMaxAge = settings.hardMaxAge;
    options.rules.unreferencedAfter = settings.unreferencedAfter;
    options.rules.oldCommitsAfter = settings.oldCommitsAfter;
    options.maxSize = settings.maxSize;
    options.minFree = settings.minFree;
    options.trashFor = settings.trashFor;
    options.partialsAfter = settings.partialsAfter;
    options.atMinute = settings::minuteOfDay(settings.at);
    return options;
}

} // namespace mirrorlake::app
