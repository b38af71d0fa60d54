#include "upkeeptext.h"

#include "sweep/pin.h"
#include "terminaltext.h"

#include <fmt/core.h>

#include <algorithm>

namespace mirrorlake::app {

namespace {

std::string nameText(const std::string &repo, const std::string &path, const BlobHash &hash)
{
    return repo.empty() ? hash.text() : printable(repo) + " " + printable(path);
}

} // namespace

std::string sweptText(const control::UpkeepAnswer &answer, bool isDone, int limit)
{
    const sweep::SweepResult &swept = answer.swept;
    std::string text;
    if (!swept.items.empty() && limit > 0)
        text += fmt::format("{:>10}  {:<19}  {:<12}  {}\n", "size", "last used", "why", "file");
    for (std::size_t i = 0; i < std::min(swept.items.size(), static_cast<std::size_t>(limit)); ++i) {
        const sweep::SweptItem &item = swept.items[i];
        text += fmt::format("{:>10}  {:<19}  {:<12}  {}\n", sizeText(item.size), timeText(item.lastUsedAt),
                            sweep::nameOf(item.reason), nameText(item.place.repo, item.place.path, item.hash));
    }
    text += fmt::format("{} {} {}, {}\n", answer.count, answer.count == 1 ? "file" : "files",
                        isDone ? "gone" : "would go", sizeText(swept.freed));
    if (swept.missing > 0)
        text += fmt::format("{} cannot be freed\n", sizeText(swept.missing));
    if (swept.keptPinned + swept.keptInUse + swept.keptYoung > 0)
        text += fmt::format("kept: {} pinned, {} in use, {} too young\n", swept.keptPinned, swept.keptInUse,
                            swept.keptYoung);
    return text;
}

std::string historyText(const std::vector<catalog::SweptRecord> &history)
{
    std::string text;
    for (const catalog::SweptRecord &one : history)
        text += fmt::format("{}  {:>10}  {:<12}  {:<11}  {}\n", timeText(one.at), sizeText(one.size), one.reason,
                            one.policy, nameText(one.repo, one.path, one.hash));
    return text.empty() ? "nothing has gone so far\n" : text;
}

std::string pinsText(const std::vector<catalog::PinRecord> &pins)
{
    std::string text;
    for (const catalog::PinRecord &pin : pins)
        text += printable(pin.repo + (pin.revision.empty() ? "" : "@" + pin.revision) +
                          (pin.path.empty() ? "" : ":" + pin.path)) +
                "\n";
    return text.empty() ? "nothing is pinned\n" : text;
}

std::string trashText(const std::vector<store::TrashedBlob> &trash)
{
    std::string text;
    for (const store::TrashedBlob &blob : trash)
        text += fmt::format("{}  {:>10}  {}\n", timeText(blob.trashedAt), sizeText(blob.size), blob.hash.text());
    return text.empty() ? "the trash is empty\n" : text;
}

std::string wantedText(const std::vector<catalog::Wanted> &wanted)
{
    std::string text;
    for (const catalog::Wanted &one : wanted)
        text +=
            fmt::format("{}  {:>5} x  {}@{}{}\n", timeText(one.askedAt), one.times, printable(sweep::nameOf(one.repo)),
                        printable(one.revision.text()), one.path.empty() ? "" : ":" + printable(one.path));
    return text.empty() ? "nothing was asked for in vain\n" : text;
}

std::string requestsText(const std::vector<meter::RequestRecord> &requests)
{
    std::string text;
    for (const meter::RequestRecord &one : requests)
        text += fmt::format("{}  {:<15}  {:<4}  {:>3}  {:<8}  {:>10}  {:>7} ms  {}\n",
                            timeText(one.unixMilliseconds / 1000), one.client, printable(one.method), one.status,
                            meter::nameOf(one.outcome), sizeText(one.bytes), one.milliseconds,
                            printable(one.path.empty() ? one.target : one.repo + " " + one.path));
    return text.empty() ? "no request so far\n" : text;
}

std::string simulationText(const sweep::AccessRecord &record, const std::vector<sweep::SimulatedRatios> &table,
                           std::int64_t linesPassedOver)
{
    std::string text = fmt::format("{} uses of {} files, {} in all; {} lines passed over\n", record.uses.size(),
                                   record.sizes.size(), sizeText(record.totalSize()), linesPassedOver);
    text += fmt::format("{:>10}  {:<11}  {:>8}  {:>8}  {:>8}\n", "size", "policy", "hits", "bytes", "evicted");
    for (const sweep::SimulatedRatios &row : table)
        text += fmt::format("{:>10}  {:<11}  {:>7.1f}%  {:>7.1f}%  {:>8}\n", sizeText(row.size), row.policy,
                            100 * row.hits, 100 * row.bytes, row.evicted);
    return text;
}

} // namespace mirrorlake::app
