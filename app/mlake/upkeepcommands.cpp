// mlake evict, pin, unpin, rm, trash, wanted and log: what goes, what stays, and what happened
#include "statustext.h"
#include "sweep/simulate.h"
#include "tool.h"
#include "upkeeptext.h"

#include "control/json/upkeepjson.h"
#include "settings/units.h"

#include <filesystem>
#include <fstream>
#include <iostream>

namespace mirrorlake::app {

namespace {

using control::UpkeepAnswer;
using control::UpkeepOrder;
using control::UpkeepVerb;

struct Words
{
    std::string free;
    std::string policy;
    std::string log;
    std::vector<std::string> sizes;
    std::string text;
    bool isReal = false;
    bool isForGood = false;
    bool isHistory = false;
    bool isEmptied = false;
    std::string restored;
    std::string deleted;
    std::string forgotten;
    int limit = 50;
    std::int64_t since = 0;
};

/// textOf gives the answer for people, or why it is none.
int ask(Tool &tool, const UpkeepOrder &order, const std::function<Result<std::string>(const UpkeepAnswer &)> &textOf)
{
    control::RemoteOperations *mirror = tool.mirror();
    if (!mirror)
        return tool.code();
    const auto answer = answerOf<UpkeepAnswer>([&](auto then) { mirror->upkeep(order, then); });
    if (!answer)
        return tool.failed(answer.error());
    const Result<std::string> text = textOf(*answer);
    if (tool.isJson() || text)
        Tool::print(tool.isJson() ? control::asJson(*answer).dump() + "\n" : *text);
    return text ? int(MlakeOk) : tool.failed(text.error());
}

/// What a removal did; an error when nothing that is held has the name.
Result<std::string> removedText(const UpkeepAnswer &answer, const Words &words)
{
    const auto &swept = answer.swept;
    if (answer.count + swept.keptPinned + swept.keptInUse == 0)
        return fail(ErrorCode::EntryNotFound, "nothing that is held here and needed by nobody else is named " +
                                                  words.text + "; mlake ls shows what there is");
    const bool canComeBack = answer.count > 0 && !words.isForGood;
    return sweptText(answer, true, words.limit) + (canComeBack ? "mlake trash shows what can come back\n" : "");
}

int simulate(const Tool &tool, const Words &words)
{
    std::error_code failure;
    std::ifstream file(words.log);
    std::istream &lines = words.log == "-" ? std::cin : file;
    if (!lines || std::filesystem::is_directory(words.log, failure))
        return Tool::misused("there is no access log " + words.log);
    sweep::AccessLogReader reader;
    for (std::string line; std::getline(lines, line);)
        reader.add(line);
    const std::int64_t passedOver = reader.linesPassedOver();
    const sweep::AccessRecord record = reader.take();
    if (record.uses.empty())
        return tool.failed({ErrorCode::EntryNotFound,
                            passedOver > 0 ? "no line of " + words.log + " tells of a file: is it an access log?"
                                           : "the access log " + words.log + " is empty",
                            0});
    std::vector<std::int64_t> sizes;
    for (const std::string &text : words.sizes) {
        const auto size = settings::parseBytes(text);
        if (!size || size->count <= 0)
            return Tool::misused("'" + text + "' is no size such as 500GB");
        sizes.push_back(size->count);
    }
    for (const int share : {10, 25, 50, 75}) {
        if (words.sizes.empty())
            sizes.push_back(record.totalSize() / 100 * share);
    }
    std::vector<sweep::SimulatedRatios> table;
    for (const std::int64_t size : sizes) {
        for (const std::string_view policy : sweep::policyNames)
            table.push_back(sweep::simulate(record, policy, size));
    }
    return Tool::print(simulationText(record, table, passedOver));
}

int evict(Tool &tool, const Words &words)
{
    if (!words.log.empty())
        return simulate(tool, words);
    UpkeepOrder order;
    if (words.isHistory) {
        order.verb = UpkeepVerb::History;
        order.limit = static_cast<std::size_t>(words.limit);
        return ask(tool, order, [](const UpkeepAnswer &answer) { return historyText(answer.history); });
    }
    const auto bytes = words.free.empty() ? Bytes{0} : settings::parseBytes(words.free);
    if (!bytes)
        return Tool::misused("'" + words.free + "' is no size such as 20GB");
    order.verb = words.isReal ? UpkeepVerb::Evict : UpkeepVerb::Preview;
    order.bytes = bytes->count;
    order.policy = words.policy;
    order.isForGood = words.isForGood;
    return ask(tool, order, [&](const UpkeepAnswer &answer) { return sweptText(answer, words.isReal, words.limit); });
}

int change(Tool &tool, const Words &words, UpkeepVerb verb)
{
    UpkeepOrder order;
    order.verb = words.text.empty() ? UpkeepVerb::Pins : verb;
    order.text = words.text;
    order.isForGood = words.isForGood;
    return ask(tool, order, [&](const UpkeepAnswer &answer) -> Result<std::string> {
        if (words.text.empty())
            return pinsText(answer.pins);
        return verb == UpkeepVerb::Remove ? removedText(answer, words) : words.text + "\n";
    });
}

int trash(Tool &tool, const Words &words)
{
    UpkeepOrder order;
    order.verb = words.isEmptied || !words.deleted.empty() ? UpkeepVerb::EmptyTrash
                 : !words.restored.empty()                 ? UpkeepVerb::Restore
                                                           : UpkeepVerb::Trash;
    order.text = !words.deleted.empty() ? words.deleted : words.restored == "all" ? "" : words.restored;
    return ask(tool, order, [&](const UpkeepAnswer &answer) {
        const char *what = order.verb == UpkeepVerb::Restore ? " files are back\n" : " files are gone for good\n";
        return order.verb == UpkeepVerb::Trash ? trashText(answer.trash) : std::to_string(answer.count) + what;
    });
}

int wanted(Tool &tool, const Words &words)
{
    UpkeepOrder order;
    order.verb = words.forgotten.empty() ? UpkeepVerb::Wanted : UpkeepVerb::ForgetWanted;
    order.text = words.forgotten == "all" ? "" : words.forgotten;
    order.limit = static_cast<std::size_t>(words.limit);
    return ask(tool, order, [&](const UpkeepAnswer &answer) -> Result<std::string> {
        if (order.verb == UpkeepVerb::Wanted)
            return wantedText(answer.wanted);
        if (answer.count == 0 && !order.text.empty())
            return fail(ErrorCode::EntryNotFound,
                        "nothing wanted is named " + order.text + "; mlake wanted shows what is");
        return std::to_string(answer.count) + " rows\n";
    });
}

int showLog(Tool &tool, const Words &words)
{
    UpkeepOrder order;
    order.verb = UpkeepVerb::Requests;
    order.since = words.since;
    order.limit = static_cast<std::size_t>(words.limit);
    return ask(tool, order, [](const UpkeepAnswer &answer) { return requestsText(answer.requests); });
}

} // namespace

void addUpkeep(CLI::App &parser, Tool &tool)
{
    const auto words = std::make_shared<Words>();
    CLI::App *command = parser.add_subcommand("evict", "Show what would go, or let it go with --yes");
    command->add_option("--free", words->free, "So much room is wanted")->type_name("SIZE");
    command->add_option("--policy", words->policy, "Which go first; else as set")
        ->check(CLI::IsMember(std::vector<std::string>(sweep::policyNames.begin(), sweep::policyNames.end())));
    command->add_flag("--yes", words->isReal, "Let it go");
    command->add_flag("--for-good", words->isForGood, "Not into the trash");
    command->add_flag("--history", words->isHistory, "What went, and why");
    command
        ->add_option("--simulate", words->log, "Hit ratios of all policies for this access log; - reads it from input")
        ->type_name("ACCESSLOG");
    command->add_option("--size", words->sizes, "Size to simulate; repeatable")->type_name("SIZE");
    command->add_option("--limit", words->limit, "Rows to show")->check(CLI::Range(0, 100'000))->capture_default_str();
    tool.serve(*command, [&tool, words] { return evict(tool, *words); });

    command = parser.add_subcommand("pin", "Keep what this names, or list the pins");
    command->add_option("WHAT", words->text, "org/name[@revision][:path]; * stands for anything");
    tool.serve(*command, [&tool, words] { return change(tool, *words, UpkeepVerb::Pin); });

    command = parser.add_subcommand("unpin", "Take a pin away");
    command->add_option("WHAT", words->text, "As it was pinned")->required();
    tool.serve(*command, [&tool, words] { return change(tool, *words, UpkeepVerb::Unpin); });

    command = parser.add_subcommand("rm", "Let go what this names and nobody else needs");
    command->add_option("WHAT", words->text, "org/name[@revision][:path]; * stands for anything")->required();
    command->add_flag("--for-good", words->isForGood, "Not into the trash");
    tool.serve(*command, [&tool, words] { return change(tool, *words, UpkeepVerb::Remove); });

    command = parser.add_subcommand("trash", "Show what can come back");
    command->add_option("--restore", words->restored, "Bring back this blob, or all")->type_name("HASH|all");
    command->add_option("--delete", words->deleted, "Delete this blob for good")->type_name("HASH");
    command->add_flag("--empty", words->isEmptied, "Delete all of it");
    tool.serve(*command, [&tool, words] { return trash(tool, *words); });

    command = parser.add_subcommand("wanted", "Show what was asked for in vain while upstream could not be asked");
    command->add_option("--forget", words->forgotten, "Take this from the list, or all")->type_name("WHAT|all");
    command->add_option("--limit", words->limit, "Rows to show")->check(CLI::Range(0, 100'000))->capture_default_str();
    tool.serve(*command, [&tool, words] { return wanted(tool, *words); });

    command = parser.add_subcommand("log", "Show the last requests");
    command->add_option("--limit", words->limit, "Rows to show")->check(CLI::Range(0, 5'000))->capture_default_str();
    command->add_option("--since", words->since, "Only those after this number")->type_name("NUMBER");
    tool.serve(*command, [&tool, words] { return showLog(tool, *words); });
}

} // namespace mirrorlake::app
