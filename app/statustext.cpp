#include "statustext.h"

#include "terminaltext.h"

#include <fmt/core.h>

#include <algorithm>

namespace mirrorlake::app {

namespace {

constexpr std::size_t mostRows = 20;

std::string stateText(const control::Snapshot &snapshot)
{
    std::string text = control::nameOf(snapshot.state);
    if (snapshot.failure)
        text += ": " + snapshot.failure->message;
    return snapshot.isOffline ? text + " (offline mode)" : text;
}

/// " (1.08 EUR)" when a price is set.
std::string moneyText(const control::PriceFacts &price, std::int64_t bytes)
{
    return price.perGigabyte > 0 ? fmt::format(" ({:.2f} {})", price.of(bytes), printable(price.currency)) : "";
}

/// What holds clients or upstream back now, and by which setting.
std::string heldBackText(const control::UpkeepFacts &upkeep)
{
    std::string text;
    if (upkeep.clientsLevel == "off")
        text += "clients    turned away at this hour (limits.clients_week)\n";
    if (upkeep.upstreamLevel == "off")
        text += "upstream   not asked for files at this hour (limits.upstream_week)\n";
    if (upkeep.waiting + upkeep.turnedAway > 0)
        text += fmt::format("requests   {} under way, {} wait for their turn, {} turned away since the start\n",
                            upkeep.requests, upkeep.waiting, upkeep.turnedAway);
    return text;
}

std::string headText(const control::Snapshot &snapshot)
{
    const meter::Figures &figures = snapshot.figures;
    const meter::RatePoint now = figures.lastMinute.empty() ? meter::RatePoint() : figures.lastMinute.back();
    std::string text = fmt::format("state      {}\n", stateText(snapshot));
    for (const control::ServedAddress &address : snapshot.addresses)
        text += fmt::format("{:<10} {}\n", &address == &snapshot.addresses.front() ? "url" : "", address.url);
    text += fmt::format("upstream   {}\n", snapshot.upstream);
    text += fmt::format("free       {}\n", sizeText(snapshot.freeSpace));
    if (snapshot.upkeep->process.isMemoryTight)
        text += fmt::format("memory     scarce, {:.0f} % in use: pre-downloads and what nobody reads rest\n",
                            100 * snapshot.upkeep->process.memoryUse);
    text += fmt::format("now        to clients {}, from upstream {}, {} transfers\n", rateText(now.toClients),
                        rateText(now.fromUpstream), figures.activeTransfers);
    text += fmt::format("today      served {}, fetched {}, saved {}{}, {} files, {} hits\n",
                        sizeText(figures.servedToday), sizeText(figures.fetchedToday), sizeText(figures.savedToday),
                        moneyText(snapshot.upkeep->price, figures.savedToday), figures.filesToday,
                        percentText(figures.hitsToday, figures.filesToday));
    return text + heldBackText(*snapshot.upkeep);
}

std::string fillsText(const std::vector<fill::FillSnapshot> &fills)
{
    if (fills.empty())
        return {};
    std::string text =
        fmt::format("\n{:>6} {:>10} {:>12} {:>7}  {:<10} {}\n", "done", "size", "speed", "readers", "state", "file");
    for (std::size_t i = 0; i < std::min(fills.size(), mostRows); ++i) {
        const fill::FillSnapshot &fill = fills[i];
        text += fmt::format("{:>6} {:>10} {:>12} {:>7}  {:<10} {} {}{}\n", percentText(fill.done, fill.size),
                            sizeText(fill.size), rateText(fill.bytesPerSecond), fill.readers, fill.state,
                            printable(fill.repo), printable(fill.path),
                            fill.reason.text.empty() ? "" : " (" + fill.reason.text + ")");
    }
    if (fills.size() > mostRows)
        text += fmt::format("and {} more\n", fills.size() - mostRows);
    return text;
}

} // namespace

std::string clientsText(const std::vector<meter::ClientFigures> &clients)
{
    if (clients.empty())
        return {};
    std::string text =
        fmt::format("\n{:<24} {:>12} {:>10} {:>10} {:>7} {:>6}\n", "client", "now", "today", "total", "files", "hits");
    for (std::size_t i = 0; i < std::min(clients.size(), mostRows); ++i) {
        const meter::ClientFigures &client = clients[i];
        text +=
            fmt::format("{:<24} {:>12} {:>10} {:>10} {:>7} {:>6}\n", client.address, rateText(client.nowBytesPerSecond),
                        sizeText(client.todayBytes), sizeText(client.totalBytes), client.todayFiles,
                        percentText(client.todayHits, client.todayFiles));
    }
    if (clients.size() > mostRows)
        text += fmt::format("and {} more\n", clients.size() - mostRows);
    return text;
}

std::string statusText(const control::Snapshot &snapshot)
{
    return headText(snapshot) + clientsText(snapshot.figures.clients) + fillsText(snapshot.fills);
}

} // namespace mirrorlake::app
