#include "control/json/figuresjson.h"

#include "control/json/reading.h"

namespace mirrorlake::control {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::array<std::string_view, 6> outcomeNames{"none", "hit", "joined", "miss", "stale", "rejected"};

ordered_json asJson(const meter::ActiveTransfer &transfer)
{
    return {{"repo", transfer.repo},
            {"path", transfer.path},
            {"begin", transfer.range.begin},
            {"end", transfer.range.end},
            {"sent", transfer.sent},
            {"outcome", outcomeNames[static_cast<std::size_t>(transfer.outcome)]},
            {"now_bytes_per_second", transfer.nowBytesPerSecond}};
}

void readTransfer(const json &object, std::vector<meter::ActiveTransfer> &list)
{
    meter::ActiveTransfer transfer;
    read(object, "repo", transfer.repo);
    read(object, "path", transfer.path);
    read(object, "begin", transfer.range.begin);
    read(object, "end", transfer.range.end);
    read(object, "sent", transfer.sent);
    read(object, "now_bytes_per_second", transfer.nowBytesPerSecond);
    transfer.outcome = static_cast<Outcome>(indexOf(outcomeNames, object.value("outcome", "")));
    list.push_back(std::move(transfer));
}

ordered_json asJson(const meter::ClientFigures &client)
{
    ordered_json active = ordered_json::array();
    for (const meter::ActiveTransfer &transfer : client.active)
        active.push_back(asJson(transfer));
    return {{"address", client.address},         {"now_bytes_per_second", client.nowBytesPerSecond},
            {"today_bytes", client.todayBytes},  {"total_bytes", client.totalBytes},
            {"today_files", client.todayFiles},  {"today_hits", client.todayHits},
            {"last_seen", client.lastSeen},      {"active", std::move(active)},
            {"today_joined", client.todayJoined}};
}

void readClient(const json &object, std::vector<meter::ClientFigures> &list)
{
    meter::ClientFigures client;
    read(object, "address", client.address);
    read(object, "now_bytes_per_second", client.nowBytesPerSecond);
    read(object, "today_bytes", client.todayBytes);
    read(object, "total_bytes", client.totalBytes);
    read(object, "today_files", client.todayFiles);
    read(object, "today_hits", client.todayHits);
    read(object, "today_joined", client.todayJoined);
    read(object, "last_seen", client.lastSeen);
    readList(object, "active", client.active, readTransfer);
    list.push_back(std::move(client));
}

ordered_json asJson(const meter::RepoFigures &repo)
{
    return {{"repo", repo.repo},
            {"now_bytes_per_second", repo.nowBytesPerSecond},
            {"today_bytes", repo.todayBytes},
            {"today_files", repo.todayFiles},
            {"today_hits", repo.todayHits},
            {"today_joined", repo.todayJoined},
            {"transfers", repo.transfers},
            {"last_seen", repo.lastSeen}};
}

void readRepo(const json &object, std::vector<meter::RepoFigures> &list)
{
    meter::RepoFigures repo;
    read(object, "repo", repo.repo);
    read(object, "now_bytes_per_second", repo.nowBytesPerSecond);
    read(object, "today_bytes", repo.todayBytes);
    read(object, "today_files", repo.todayFiles);
    read(object, "today_hits", repo.todayHits);
    read(object, "today_joined", repo.todayJoined);
    read(object, "transfers", repo.transfers);
    read(object, "last_seen", repo.lastSeen);
    list.push_back(std::move(repo));
}

ordered_json asJson(const meter::RouteFigures &route)
{
    return {{"url", route.url}, {"now_bytes_per_second", route.nowBytesPerSecond}, {"today_bytes", route.todayBytes}};
}

void readRoute(const json &object, std::vector<meter::RouteFigures> &list)
{
    meter::RouteFigures route;
    read(object, "url", route.url);
    read(object, "now_bytes_per_second", route.nowBytesPerSecond);
    read(object, "today_bytes", route.todayBytes);
    list.push_back(std::move(route));
}

ordered_json asJson(const meter::RatePoint &point)
{
    return {point.unixMilliseconds, point.toClients, point.fromUpstream};
}

void readPoint(const json &item, std::vector<meter::RatePoint> &list)
{
    list.push_back({item.at(0).get<std::int64_t>(), item.at(1).get<double>(), item.at(2).get<double>()});
}

template<typename Row>
ordered_json listOf(const std::vector<Row> &rows)
{
    ordered_json list = ordered_json::array();
    for (const Row &row : rows)
        list.push_back(asJson(row));
    return list;
}

} // namespace

ordered_json asJson(const meter::Figures &figures)
{
    return {{"served_today", figures.servedToday},      {"fetched_today", figures.fetchedToday},
            {"saved_today", figures.savedToday},        {"files_today", figures.filesToday},
            {"hits_today", figures.hitsToday},          {"active_transfers", figures.activeTransfers},
            {"joined_today", figures.joinedToday},      {"clients", listOf(figures.clients)},
            {"repos", listOf(figures.repos)},           {"routes", listOf(figures.routes)},
            {"last_minute", listOf(figures.lastMinute)}};
}

meter::Figures figuresFrom(const json &value)
{
    const json object = value.get<json::object_t>();
    meter::Figures figures;
    read(object, "served_today", figures.servedToday);
    read(object, "fetched_today", figures.fetchedToday);
    read(object, "saved_today", figures.savedToday);
    read(object, "files_today", figures.filesToday);
    read(object, "hits_today", figures.hitsToday);
    read(object, "active_transfers", figures.activeTransfers);
    read(object, "joined_today", figures.joinedToday);
    readList(object, "clients", figures.clients, readClient);
    readList(object, "repos", figures.repos, readRepo);
    readList(object, "routes", figures.routes, readRoute);
    readList(object, "last_minute", figures.lastMinute, readPoint);
    return figures;
}

} // namespace mirrorlake::control
