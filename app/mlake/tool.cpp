#include "tool.h"

#include "startup.h"

#include <cstdio>

namespace mirrorlake::app {

namespace {

int tell(const std::string &sentence, MlakeCode code)
{
    std::fprintf(stderr, "mlake: %s.\n", sentence.c_str());
    return code;
}

} // namespace

void Tool::serve(CLI::App &command, Run run)
{
    command.add_option("--data", m_dataFolder, "Data folder of the mirror")->type_name("DIR");
    command.add_option("--url", m_url, "URL of the mirror")->type_name("URL");
    command.add_option("--token", m_token, "Control token of that mirror; better in MIRRORLAKE_CONTROL_TOKEN")
        ->type_name("TOKEN");
    command.add_flag("--json", m_isJson, "The answer as JSON");
    command.callback([this, &command, run = std::move(run)] {
        if (command.get_subcommands().empty()) // what stands below was given, and runs instead
            m_run = run;
    });
}

void Tool::runAlone(CLI::App &command, Run run)
{
    command.callback([this, run = std::move(run)] { m_run = run; });
}

bool Tool::hasRunningMirror() const
{
    return urlOf(target()).has_value() || !m_url.empty();
}

std::optional<std::string> Tool::address()
{
    auto url = urlOf(target());
    if (url)
        return std::move(*url);
    m_code = url.error().code == ErrorCode::BadConfiguration ? misused(url.error().message) : silent(url.error());
    return std::nullopt;
}

Target Tool::target() const
{
    return {dataFolderOf(m_dataFolder, environmentOfProcess()), !m_dataFolder.empty(), m_url, m_token};
}

control::RemoteOperations *Tool::mirror()
{
    if (m_mirror)
        return m_mirror.get();
    auto url = address();
    if (!url)
        return nullptr;
    auto token = tokenFor(target());
    if (!token) {
        m_code =
            tell(token.error().message + "; set MIRRORLAKE_CONTROL_TOKEN to what control.token of the mirror's data "
                                         "folder holds, or name that folder with --data DIR",
                 MlakeRefused);
        return nullptr;
    }
    m_address = *url;
    m_mirror = std::make_unique<control::RemoteOperations>(*url, std::move(*token));
    return m_mirror.get();
}

int Tool::silent(const Error &error) const
{
    return tell(error.message + (isUrlGiven()
                                     ? "; check the address that --url names, and that a mirror serves there"
                                     : "; start one with mirrorlaked or mirrorlake, or name it with --data DIR "
                                       "or --url URL"),
                MlakeNotRunning);
}

int Tool::failed(const Error &error) const
{
    if ((m_mirror && !m_mirror->hasAnswered()) || error.code == ErrorCode::UpstreamBroken)
        return silent(error);
    const bool isMissing = error.code == ErrorCode::EntryNotFound || error.code == ErrorCode::RevisionNotFound ||
                           error.code == ErrorCode::RepoNotFound;
    std::fprintf(stderr, "mlake: %s\n", error.message.c_str());
    return isMissing ? MlakeNotFound : MlakeRefused;
}

int Tool::notSaved(const Reason &reason)
{
    return tell("this is not saved and ends with the mirror: " + reason.text +
                    "; correct the settings file or make it writable, then set it again",
                MlakeRefused);
}

int Tool::misused(const std::string &what)
{
    std::fprintf(stderr, "mlake: %s; mlake --help shows what can be given.\n", what.c_str());
    return MlakeUsage;
}

int Tool::print(const std::string &text)
{
    return std::fputs(text.c_str(), stdout) >= 0 && std::fflush(stdout) == 0 ? MlakeOk : MlakeNotRunning;
}

int Tool::assign(const std::vector<control::Assignment> &assignments)
{
    control::RemoteOperations *to = mirror();
    if (!to)
        return code();
    const auto outcome = to->changeSettings(assignments);
    if (!outcome)
        return failed(outcome.error());
    std::string text;
    for (const std::string &key : outcome->live)
        text += key + " holds from now on\n";
    for (const std::string &key : outcome->needsRestart)
        text += key + " holds from the next start on\n";
    const int code = print(text);
    return outcome->notSaved ? notSaved(*outcome->notSaved) : code;
}

int Tool::printJson(const std::string &path)
{
    control::RemoteOperations *to = mirror();
    if (!to)
        return code();
    const auto answer = to->get(path);
    return answer ? print(*answer + "\n") : failed(answer.error());
}

} // namespace mirrorlake::app
