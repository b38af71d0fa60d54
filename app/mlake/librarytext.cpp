#include "librarytext.h"

#include "sweep/pin.h"
#include "terminaltext.h"

#include <fmt/core.h>

#include <ctime>

namespace mirrorlake::app {

namespace {

using library::FoundRepo;
using library::Pinned;

constexpr std::size_t shownRefs = 10;
constexpr std::size_t shortCommit = 12;

std::string dayText(std::int64_t unixSeconds)
{
    if (unixSeconds <= 0)
        return "-";
    const auto seconds = static_cast<std::time_t>(unixSeconds);
    std::tm local = {};
    ::localtime_r(&seconds, &local);
    return fmt::format("{:04}-{:02}-{:02}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

std::string countText(std::int64_t count)
{
    if (count < 1000)
        return std::to_string(count);
    return count < 1'000'000 ? fmt::format("{:.1f}k", static_cast<double>(count) / 1e3)
                             : fmt::format("{:.1f}M", static_cast<double>(count) / 1e6);
}

std::string marksOf(const FoundRepo &repo)
{
    std::string marks;
    for (const auto &[isSet, mark] : {std::pair{repo.isGated, "gated"}, std::pair{repo.isPrivate, "private"},
                                      std::pair{repo.isGone, "gone upstream"}}) {
        if (isSet)
            marks += (marks.empty() ? "" : ", ") + std::string(mark);
    }
    return marks;
}

std::string pinText(Pinned pinned)
{
    return pinned == Pinned::No ? "" : pinned == Pinned::Whole ? "pinned" : "partly pinned";
}

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

void addLine(std::string &text, const char *name, const std::string &value)
{
    if (!value.empty())
        text += fmt::format("{:<13} {}\n", name, printable(value));
}

std::string refsText(const library::Card &card)
{
    std::vector<std::string> names;
    for (const library::CardRef &ref : card.refs)
        names.push_back(ref.name);
    if (names.size() > shownRefs) {
        const std::size_t more = names.size() - shownRefs;
        names.resize(shownRefs);
        names.push_back(fmt::format("{} more", more));
    }
    return joined(names);
}

std::string reachText(library::Reach reach, const std::string &reason)
{
    using enum library::Reach;
    switch (reach) {
    case Offline:
        return "offline mode is on: this is what is known here\n";
    case Refused:
    case Unreachable:
        return "this is what is known here: " + printable(reason) + "\n";
    case Upstream:
    case NotAsked:
        break;
    }
    return {};
}

} // namespace

std::string searchText(const library::SearchAnswer &answer)
{
    if (answer.repos.empty())
        return answer.whyEmpty() + "\n";
    std::string text = fmt::format("{:>9} {:>7} {:>10}  {:<20} {}\n", "downloads", "likes", "here", "task", "name");
    for (const FoundRepo &repo : answer.repos) {
        const std::string marks = marksOf(repo);
        text += fmt::format("{:>9} {:>7} {:>10}  {:<20} {}{}\n", countText(repo.downloads), countText(repo.likes),
                            repo.held.bytes > 0 ? sizeText(repo.held.bytes) : "-", printable(repo.task).substr(0, 20),
                            printable(sweep::nameOf(repo.repo)), marks.empty() ? "" : "  (" + marks + ")");
    }
    if (!answer.next.empty())
        text += "more: add --cursor " + printable(answer.next) + "\n";
    return text + reachText(answer.reach, answer.reason);
}

std::string heldText(const library::HeldPage &page)
{
    if (page.repos.empty())
        return page.count > 0 ? "there is no such page\n" : "nothing is held here; mlake pull org/name fetches it\n";
    std::string text =
        fmt::format("{:>10} {:>10} {:>6} {:>7}  {:<10}  {}\n", "size", "frees", "files", "hits", "last used", "name");
    for (const library::HeldRepo &repo : page.repos) {
        const std::string pin = pinText(repo.held.pinned);
        text += fmt::format("{:>10} {:>10} {:>6} {:>7}  {:<10}  {}{}{}\n", sizeText(repo.held.bytes),
                            sizeText(repo.freedBytes), repo.held.files, repo.hits, dayText(repo.held.lastUsedAt),
                            printable(sweep::nameOf(repo.repo)), pin.empty() ? "" : "  (" + pin + ")",
                            repo.isGone ? "  (gone upstream)" : "");
    }
    text += fmt::format("{} of {} repositories; {} in all, {} may still be written\n", page.repos.size(), page.count,
                        sizeText(page.bytes), sizeText(page.freeSpace));
    return text;
}

std::string filesText(const library::Card &card)
{
    std::string text;
    for (const library::CardFile &file : card.files) {
        const char *state = file.presence == library::Presence::Complete  ? "here"
                            : file.presence == library::Presence::Partial ? "partly"
                                                                          : "-";
        text += fmt::format("{:>10}  {:<7} {}\n", sizeText(file.size), state, printable(file.path));
    }
    const auto shown = static_cast<std::int64_t>(card.files.size());
    text += fmt::format("{} of {} files, {}; {} here\n", shown, card.fileCount, sizeText(card.bytes),
                        sizeText(card.heldBytes));
    return text;
}

std::string cardText(const library::Card &card)
{
    std::string text;
    addLine(text, "name", sweep::nameOf(card.repo.repo));
    addLine(text, "state", marksOf(card.repo));
    addLine(text, "task", card.repo.task);
    addLine(text, "library", card.repo.library);
    addLine(text, "licence", card.repo.licence);
    if (card.repo.parameters > 0)
        addLine(text, "parameters", countText(card.repo.parameters));
    addLine(text, "downloads", countText(card.repo.downloads));
    addLine(text, "likes", countText(card.repo.likes));
    addLine(text, "changed", card.repo.lastModified.substr(0, 10));
    addLine(text, "revision", card.revision + (card.commit.empty() ? "" : " at " + card.commit));
    addLine(text, "refs", refsText(card));
    addLine(text, "size", fmt::format("{} in {} files", sizeText(card.bytes), card.fileCount));
    addLine(text, "here",
            fmt::format("{} of this revision{}", sizeText(card.heldBytes),
                        card.repo.held.pinned == Pinned::No ? "" : ", " + pinText(card.repo.held.pinned)));
    const std::int64_t missing = card.bytes - card.heldBytes;
    addLine(text, "free",
            fmt::format("{}{}", sizeText(card.freeSpace), missing > card.freeSpace ? ": the rest does not fit" : ""));
    for (const library::HeldRevision &revision : card.revisions)
        addLine(text, "held",
                fmt::format("{} {} {}", revision.commit.substr(0, shortCommit), sizeText(revision.bytes),
                            joined(revision.names)));
    for (const library::Quantisation &one : card.quantisations)
        addLine(
            text, "quantisation",
            fmt::format("{:<10} {:>10}{}", one.name, sizeText(one.bytes), one.heldBytes == one.bytes ? "  here" : ""));
    if (!card.summary.empty()) {
        text += "\n";
        for (const char c : card.summary)
            text += c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) ? c : '?';
        text += "\n\n";
    }
    return text + reachText(card.reach, card.reason);
}

std::string findText(const library::FindAnswer &answer)
{
    std::string text;
    for (const library::HeldRepo &repo : answer.repos)
        text += fmt::format("{:>10}  {}\n", sizeText(repo.held.bytes), printable(sweep::nameOf(repo.repo)));
    for (const library::FoundFile &file : answer.files)
        text += fmt::format("{:>10}  {}@{}:{}  {}{}\n", sizeText(file.size), printable(sweep::nameOf(file.repo)),
                            file.commit.substr(0, shortCommit), printable(file.path), file.hash.substr(0, shortCommit),
                            file.isHere ? "" : "  (not here)");
    if (!answer.strayBlob.empty())
        text += fmt::format("{:>10}  {}  (no known commit has it)\n", sizeText(answer.strayBytes), answer.strayBlob);
    if (answer.hasMore)
        text += "and more; name it closer\n";
    return text;
}

} // namespace mirrorlake::app
