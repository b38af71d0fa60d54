#include "control/json/figuresjson.h"

#include "control/json/jsonfields.h"

namespace mirrorlake::meter {

namespace {

constexpr std::array<std::string_view, 6> outcomes{"none", "hit", "joined", "miss", "stale", "rejected"};

}

template<typename Io>
void fieldsOf(Io &io, ActiveTransfer &transfer)
{
    io("repo", transfer.repo);
    io("path", transfer.path);
    io("begin", transfer.range.begin);
    io("end", transfer.range.end);
    io("sent", transfer.sent);
    control::wordOf(io, "outcome", transfer.outcome, outcomes);
    io("now_bytes_per_second", transfer.nowBytesPerSecond);
    io("began_unix_ms", transfer.unixMilliseconds);
}

template<typename Io>
void fieldsOf(Io &io, ClientFigures &client)
{
    io("address", client.address);
    io("now_bytes_per_second", client.nowBytesPerSecond);
    io("today_bytes", client.todayBytes);
    io("total_bytes", client.totalBytes);
    io("today_files", client.todayFiles);
    io("today_hits", client.todayHits);
    io("today_joined", client.todayJoined);
    io("last_seen", client.lastSeen);
    io("active", client.active);
}

template<typename Io>
void fieldsOf(Io &io, RepoFigures &repo)
{
    io("repo", repo.repo);
    io("now_bytes_per_second", repo.nowBytesPerSecond);
    io("today_bytes", repo.todayBytes);
    io("today_files", repo.todayFiles);
    io("today_hits", repo.todayHits);
    io("today_joined", repo.todayJoined);
    io("transfers", repo.transfers);
    io("last_seen", repo.lastSeen);
}

template<typename Io>
void fieldsOf(Io &io, RouteFigures &route)
{
    io("url", route.url);
    io("now_bytes_per_second", route.nowBytesPerSecond);
    io("today_bytes", route.todayBytes);
}

auto tupleOf(RatePoint &point)
{
    return std::tie(point.unixMilliseconds, point.toClients, point.fromUpstream);
}

template<typename Io>
void fieldsOf(Io &io, Figures &figures)
{
    io("served_today", figures.servedToday);
    io("fetched_today", figures.fetchedToday);
    io("saved_today", figures.savedToday);
    io("files_today", figures.filesToday);
    io("hits_today", figures.hitsToday);
    io("joined_today", figures.joinedToday);
    io("active_transfers", figures.activeTransfers);
    io("clients", figures.clients);
    io("repos", figures.repos);
    io("routes", figures.routes);
    io("last_minute", figures.lastMinute);
}

} // namespace mirrorlake::meter

namespace mirrorlake::control {

nlohmann::ordered_json asJson(const meter::Figures &figures)
{
    return FieldWriter::asJson(figures);
}

meter::Figures figuresFrom(const nlohmann::json &json)
{
    meter::Figures figures;
    FieldReader::take(json, figures);
    return figures;
}

} // namespace mirrorlake::control
