#include "ui/overview/attention.h"

#include "ui/downloads/jobtext.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/format/names.h"
#include "ui/parts/upstreamgone.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace mirrorlake::ui {

namespace {

constexpr double fullShare = 0.05;
constexpr std::int64_t fullBytes = 10'000'000'000;

struct Attention
{
    Q_DECLARE_TR_FUNCTIONS(Attention)
};

/// A small disk is full at 5 %, a large one at 10 GB.
bool isAlmostFull(const control::Snapshot &snapshot)
{
    if (snapshot.diskSize <= 0)
        return false;
    const auto share = std::int64_t(double(snapshot.diskSize) * fullShare);
    return snapshot.freeSpace < std::min(share, fullBytes);
}

/// What each route last said, a line each.
QString lastErrorsOf(const control::Snapshot &snapshot)
{
    QStringList lines;
    for (const upstream::RouteHealth &route : snapshot.upkeep->routes)
        lines += QString::fromStdString(route.url + ": " + route.lastError);
    return lines.join(u'\n');
}

std::optional<AttentionItem> itemFor(const fill::FillSnapshot &fill)
{
    const QString repo = repoTitle(fill.repo);
    const QString reason = sentenceFor(fill.reason);
    if (fill.state == "failed")
        return AttentionItem{true, Attention::tr("%1 could not be fetched.").arg(repo), reason,
                             AttentionFix::Downloads};
    if (fill.state == "waiting for space")
        return AttentionItem{true, Attention::tr("%1 waits for room on the disk.").arg(repo), reason,
                             AttentionFix::MakeRoom};
    if (fill.state == "stalled")
        return AttentionItem{false, Attention::tr("%1 gets no bytes from upstream at the moment.").arg(repo), reason};
    return std::nullopt;
}

/// Without a token of the mirror nothing but a token helps; anything else is told where the job stands.
AttentionItem itemFor(const preload::Job &job)
{
    return {true, Attention::tr("The download of %1 failed.").arg(titleOf(job)), stateTextOf(job).reason,
            mayLackToken(job) ? AttentionFix::AddToken : AttentionFix::Downloads};
}

} // namespace

QString fixText(AttentionFix fix)
{
    switch (fix) {
    case AttentionFix::Downloads:
        return Attention::tr("Open the downloads");
    case AttentionFix::MakeRoom:
        return Attention::tr("Make room");
    case AttentionFix::AddToken:
        return Attention::tr("Add token");
    case AttentionFix::GoOnline:
        return Attention::tr("Go online");
    case AttentionFix::CheckHealth:
        return Attention::tr("Health check");
    case AttentionFix::None:
        break;
    }
    return {};
}

std::vector<AttentionItem> attentionItems(const control::Snapshot &snapshot)
{
    std::vector<AttentionItem> items;
    if (isAlmostFull(snapshot))
        items.push_back({true,
                         Attention::tr("The disk of the cache is almost full: %1 free.")
                             .arg(Format::bytes(double(snapshot.freeSpace))),
                         {},
                         AttentionFix::MakeRoom});
    if (isUpstreamGone(snapshot))
        items.push_back({true, Attention::tr("The Hub cannot be reached. What is in the cache is served."),
                         lastErrorsOf(snapshot), AttentionFix::CheckHealth});
    for (const fill::FillSnapshot &fill : snapshot.fills) {
        if (auto item = itemFor(fill))
            items.push_back(std::move(*item));
    }
    for (const preload::Job &job : *snapshot.jobs) {
        if (job.state == preload::JobState::Failed)
            items.push_back(itemFor(job));
    }
    if (snapshot.isOffline)
        items.push_back({false,
                         Attention::tr("Offline mode is on. Only what is in the cache is served."),
                         {},
                         AttentionFix::GoOnline});
    std::ranges::stable_sort(items, std::ranges::greater(), &AttentionItem::isError);
    return items;
}

} // namespace mirrorlake::ui
