// mlake import: takes in what lies in a folder already. The import belongs to the mirror, and so does the folder: it is
// one of the mirror's computer.
#include "control/json/adoptjson.h"
#include "control/json/jsonfields.h"
#include "follow.h"
#include "importtext.h"
#include "tool.h"

#include <filesystem>

namespace mirrorlake::app {

namespace {

using control::ImportReport;

struct ImportWords
{
    adopt::Order order;
    bool isLook = false;
    bool isCancelled = false;
    bool goesOn = false;
};

Result<ImportReport> reportOf(control::RemoteOperations &mirror)
{
    return answerOf<ImportReport>([&](auto then) { mirror.importReport(then); });
}

int codeOf(const adopt::Report &report)
{
    if (report.failure.code == ErrorCode::Cancelled)
        return MlakeUnfinished;
    if (report.failure.code == ErrorCode::EntryNotFound || report.failure.code == ErrorCode::RepoNotFound)
        return MlakeNotFound;
    return report.failure.isEmpty() ? MlakeOk : MlakeRefused;
}

int print(const Tool &tool, const adopt::Report &report)
{
    const std::string text = tool.isJson() ? control::dumped(control::asJson(report)) + "\n" : importText(report);
    const int printed = Tool::print(text);
    return printed == MlakeOk && report.phase == adopt::Phase::Over ? codeOf(report) : printed;
}

int showLast(const Tool &tool, control::RemoteOperations &mirror)
{
    const auto report = reportOf(mirror);
    return report ? print(tool, **report) : tool.failed(report.error());
}

int watch(const Tool &tool, control::RemoteOperations &mirror, std::int64_t number)
{
    ImportReport last;
    const auto look = [&]() -> Result<Watched> {
        const auto report = reportOf(mirror);
        if (!report)
            return fail(report.error());
        last = *report;
        return Watched{last->number, last->phase == adopt::Phase::Over, importLine(*last, watchedWidth)};
    };
    return follow(tool, number, "mlake import", look, [&] { return print(tool, *last); });
}

int begin(Tool &tool, control::RemoteOperations &mirror, const ImportWords &words)
{
    adopt::Order order = words.order;
    order.takes = !words.isLook;
    if (!tool.isUrlGiven())
        order.folder = std::filesystem::absolute(order.folder).string();
    const auto number = answerOf<std::int64_t>([&](auto then) { mirror.importFolder(order, then); });
    if (!number)
        return tool.failed(number.error());
    return words.goesOn ? showLast(tool, mirror) : watch(tool, mirror, *number);
}

int importThat(Tool &tool, const ImportWords &words)
{
    control::RemoteOperations *mirror = tool.mirror();
    if (!mirror)
        return tool.code();
    if (words.isCancelled) {
        const auto done = answerOf<void>([&](auto then) { mirror->cancelImport(then); });
        return done ? MlakeOk : tool.failed(done.error());
    }
    return words.order.folder.empty() ? showLast(tool, *mirror) : begin(tool, *mirror, words);
}

} // namespace

void addImport(CLI::App &parser, Tool &tool)
{
    const auto words = std::make_shared<ImportWords>();
    CLI::App *command = parser.add_subcommand("import", "Take in a Hub cache, or files of a repo, from a folder");
    command->add_option("FOLDER", words->order.folder,
                        "A cache of Hugging Face's libraries, or any folder with --repo; else how an import goes on");
    command->add_option("--repo", words->order.repo, "org/name[@revision]: whose files lie there, or this one alone");
    command->add_flag("--look", words->isLook, "Only show what would be taken");
    command->add_flag("--open", words->order.isOpen,
                      "Nothing of it is gated or private: serve it to everyone where the Hub cannot be asked");
    command->add_flag("--no-wait", words->goesOn, "Begin it, and leave it to the mirror");
    command->add_flag("--cancel", words->isCancelled, "End the one that goes on");
    tool.serve(*command, [&tool, words] { return importThat(tool, *words); });
}

} // namespace mirrorlake::app
