#include "tool.h"

#include "startup.h"

#include <cstdio>

namespace mirrorlake::app {

namespace {

bool isSilence(ErrorCode code)
{
    return code == ErrorCode::UpstreamUnreachable || code == ErrorCode::UpstreamTimeout ||
           code == ErrorCode::UpstreamBroken || code == ErrorCode::AccessDenied;
}

int tellNotRunning(const Error &error)
{
    std::fprintf(stderr,
                 "mlake: %s; start one with mirrorlaked or mirrorlake, or name it with --data DIR or --url URL.\n",
                 error.message.c_str());
    return MlakeNotRunning;
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
    m_code =
        url.error().code == ErrorCode::BadConfiguration ? misused(url.error().message) : tellNotRunning(url.error());
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
        m_code = tellNotRunning(token.error());
        return nullptr;
    }
    m_address = *url;
    m_mirror = std::make_unique<control::RemoteOperations>(*url, std::move(*token));
    return m_mirror.get();
}

int Tool::failed(const Error &error)
{
    if (isSilence(error.code))
        return tellNotRunning(error);
    std::fprintf(stderr, "mlake: %s\n", error.message.c_str());
    const bool isMissing = error.code == ErrorCode::EntryNotFound || error.code == ErrorCode::RevisionNotFound ||
                           error.code == ErrorCode::RepoNotFound;
    return isMissing ? MlakeNotFound : MlakeRefused;
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
    return print(text);
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
