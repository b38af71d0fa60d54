#include "engineoptions.h"

#include "settings/route.h"

namespace mirrorlake::app {

namespace {

upstream::ClientOptions clientOptions(const settings::UpstreamSettings &settings)
{
    upstream::ClientOptions options;
    options.proxy = settings.proxy;
    options.caFile = settings.caFile;
    options.dohUrl = settings.dohUrl;
    options.fixedAddresses = settings.fixedAddresses;
    options.connectTimeout = settings.connectTimeout;
    options.stallTimeout = settings.stallTimeout;
    return options;
}

BytesPerSecond rate(Bytes aSecond)
{
    return {static_cast<double>(aSecond.count)};
}

upstream::Route firstRoute(const settings::UpstreamSettings &settings)
{
    upstream::Route route;
    route.url = settings.url;
    route.token = settings.token;
    route.limit = rate(settings.limit);
    return route;
}

upstream::Route fallbackRoute(const settings::RouteSettings &settings, const upstream::ClientOptions &common)
{
    upstream::Route route;
    route.url = settings.url;
    route.token = settings.token;
    route.isAuthoritative = settings.isAuthoritative;
    route.takesCallerTokens = settings.takesCallerTokens;
    route.weight = settings.weight;
    route.limit = rate(settings.limit);
    route.client = common;
    if (!settings.proxy.empty())
        route.client->proxy = settings.proxy;
    if (!settings.caFile.empty())
        route.client->caFile = settings.caFile;
    if (!settings.dohUrl.empty())
        route.client->dohUrl = settings.dohUrl;
    if (!settings.fixedAddresses.empty())
        route.client->fixedAddresses = settings.fixedAddresses;
    return route;
}

upstream::RouteRule ruleNamed(std::string_view name)
{
    if (name == "fastest")
        return upstream::RouteRule::Fastest;
    return name == "switch-when-slow" ? upstream::RouteRule::SwitchWhenSlow : upstream::RouteRule::Order;
}

fill::WithoutReaders withoutReadersNamed(std::string_view name)
{
    if (name == "go-on")
        return fill::WithoutReaders::GoOn;
    if (name == "pause")
        return fill::WithoutReaders::Pause;
    return name == "stop" ? fill::WithoutReaders::Stop : fill::WithoutReaders::GoOnIfWorthwhile;
}

} // namespace

upstream::HubOptions hubOptions(const settings::Settings &settings, std::shared_ptr<upstream::LineLimit> line)
{
    upstream::HubOptions options;
    options.client = clientOptions(settings.upstream);
    options.routes.push_back(firstRoute(settings.upstream));
    for (const std::string &text : settings.upstream.fallbacks) {
        if (const auto route = settings::RouteSettings::parse(text))
            options.routes.push_back(fallbackRoute(*route, options.client));
    }
    options.isOffline = settings.upstream.offline;
    options.rule = ruleNamed(settings.upstream.rule);
    options.latencyMargin = settings.upstream.latencyMargin;
    options.mayBelieveAnyRoute = settings.upstream.believeFallbacks;
    options.perHost = settings.fill.perHost;
    options.line = std::move(line);
    return options;
}

fill::FillOptions fillOptions(const settings::FillSettings &settings, std::filesystem::path ledgerFile)
{
    fill::FillOptions options;
    options.ledgerFile = std::move(ledgerFile);
    options.workers = settings.workers;
    options.perBlob = settings.perBlob;
    options.perHost = settings.perHost;
    options.withoutReaders = withoutReadersNamed(settings.withoutReaders);
    return options;
}

mirror::AccessOptions accessOptions(const settings::AccessSettings &settings)
{
    return {settings.allowedFor, settings.refusedFor, settings.offlineFor, settings.lendTokenFor};
}

mirror::MirrorOptions mirrorOptions(const settings::Settings &settings, const mirror::GrantKey &key)
{
    mirror::MirrorOptions options;
    options.grantKey = key;
    options.xet = xet::serveNamed(settings.xet.serve).value_or(xet::Serve::Auto);
    options.access = accessOptions(settings.access);
    options.refTtl = settings.upstream.refTtl;
    options.publicUrl = settings.server.publicUrl;
    return options;
}

preload::PreloadOptions preloadOptions(const settings::Settings &settings)
{
    preload::PreloadOptions options;
    options.jobs = settings.preload.jobs;
    options.files = settings.preload.files;
    options.schedule = settings.preload.schedule;
    options.upstreamWeek = Week::parse(settings.limits.upstreamWeek).value_or(Week());
    options.updateInterval = settings.preload.updateInterval;
    return options;
}

serve::ServerOptions serverOptions(const settings::ServerSettings &settings)
{
    serve::ServerOptions options;
    options.listen = settings.listen;
    options.threads = settings.threads;
    options.maxConnections = settings.maxConnections;
    options.idleTimeout = settings.idleTimeout;
    options.readTimeout = settings.readTimeout;
    options.writeTimeout = settings.writeTimeout;
    options.maxHeader = settings.maxHeader;
    options.maxBody = settings.maxBody;
    for (const std::string &text : settings.trustedProxies) {
        if (const auto network = Network::parse(text))
            options.trustedProxies.push_back(*network);
    }
    return options;
}

} // namespace mirrorlake::app
