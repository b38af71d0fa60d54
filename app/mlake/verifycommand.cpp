// mlake verify and repair: is what is held right, and mending of what is not. The look through the cache belongs to the
// mirror: ending this command does not end it.
#include "control/json/verifyjson.h"
#include "follow.h"
#include "tool.h"
#include "verifytext.h"

namespace mirrorlake::app {

namespace {

using control::VerifyReport;

struct VerifyWords
{
    verify::Order order;
    bool isAll = false;
    bool isCancelled = false;
    bool goesOn = false;
};

Result<VerifyReport> reportOf(control::RemoteOperations &mirror)
{
    return answerOf<VerifyReport>([&](auto then) { mirror.verification(then); });
}

int codeOf(const verify::Report &report)
{
    if (report.failure == "cancelled")
        return MlakeUnfinished;
    if (!report.failure.empty())
        return MlakeRefused;
    if (report.files == 0 && !report.order.what.empty())
        return MlakeNotFound;
    return report.left() > 0 ? MlakeDamaged : MlakeOk;
}

int print(Tool &tool, const verify::Report &report)
{
    const std::string text = tool.isJson() ? control::asJson(report).dump() + "\n" : verifyText(report);
    const int printed = Tool::print(text);
    if (printed != MlakeOk || report.phase != verify::Phase::Over)
        return printed;
    const int code = codeOf(report);
    if (code == MlakeNotFound)
        std::fputs("mlake: nothing in the cache is named so\n", stderr);
    return code;
}

int showLast(Tool &tool)
{
    control::RemoteOperations *mirror = tool.mirror();
    if (!mirror)
        return tool.code();
    const auto report = reportOf(*mirror);
    return report ? print(tool, **report) : tool.failed(report.error());
}

int cancel(Tool &tool)
{
    control::RemoteOperations *mirror = tool.mirror();
    if (!mirror)
        return tool.code();
    const auto done = answerOf<void>([&](auto then) { mirror->cancelVerification(then); });
    return done ? MlakeOk : tool.failed(done.error());
}

int watch(Tool &tool, control::RemoteOperations &mirror, std::int64_t number)
{
    VerifyReport last;
    const auto look = [&]() -> Result<Watched> {
        const auto report = reportOf(mirror);
        if (!report)
            return fail(report.error());
        last = *report;
        return Watched{last->number, last->phase == verify::Phase::Over, verifyLine(*last, watchedWidth)};
    };
    return follow(tool, number, "mlake verify", look, [&] { return print(tool, *last); });
}

int begin(Tool &tool, const VerifyWords &words)
{
    if (words.isAll && !words.order.what.empty())
        return Tool::misused("--all and " + words.order.what + " cannot both be meant");
    control::RemoteOperations *mirror = tool.mirror();
    if (!mirror)
        return tool.code();
    const auto number = answerOf<std::int64_t>([&](auto then) { mirror->verify(words.order, then); });
    if (!number)
        return tool.failed(number.error());
    return words.goesOn ? showLast(tool) : watch(tool, *mirror, *number);
}

int verifyThat(Tool &tool, const VerifyWords &words)
{
    if (words.isCancelled)
        return cancel(tool);
    const bool isAsked = words.isAll || !words.order.what.empty() || words.order.sample > 0;
    return isAsked ? begin(tool, words) : showLast(tool);
}

} // namespace

void addVerify(CLI::App &parser, Tool &tool)
{
    const auto words = std::make_shared<VerifyWords>();
    CLI::App *command = parser.add_subcommand("verify", "Compare files with their hashes, or show how that goes on");
    command->add_option("WHAT", words->order.what, "A blob's hash, or org/name[@revision][:path]");
    command->add_flag("--all", words->isAll, "Everything that is held");
    command->add_option("--sample", words->order.sample, "Only so many, by chance")->check(CLI::Range(1, 1'000'000));
    command->add_flag("--repair", words->order.mends, "Fetch what is damaged or missing; of a file only what is wrong");
    command->add_flag("--no-wait", words->goesOn, "Begin it, and leave it to the mirror");
    command->add_flag("--cancel", words->isCancelled, "End the one that goes on");
    tool.serve(*command, [&tool, words] { return verifyThat(tool, *words); });

    const auto mended = std::make_shared<VerifyWords>();
    mended->order.reads = false;
    mended->order.mends = true;
    command = parser.add_subcommand("repair", "Mend what is known to be damaged or missing, without reading the rest");
    command->add_option("WHAT", mended->order.what, "A blob's hash, or org/name[@revision][:path]; else everything");
    command->add_flag("--no-wait", mended->goesOn, "Begin it, and leave it to the mirror");
    tool.serve(*command, [&tool, mended] { return begin(tool, *mended); });
}

} // namespace mirrorlake::app
