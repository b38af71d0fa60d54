// What all commands of mlake share: which mirror is meant, how answers and errors are printed, and what the exit codes
// mean. A command registers itself with the parser and sets what is to run. Thread: one.
#pragma once

#include "client.h"

#include "control/remote/remoteoperations.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace mirrorlake::app {

/// Others script against these numbers, so they never change their meaning.
enum MlakeCode : int
{
    MlakeOk = 0,
    MlakeNotRunning = 1, ///< no mirror is running, or it does not answer us
    MlakeUsage = 2,      ///< the command line cannot be understood
    MlakeRefused = 3,    ///< the mirror answered that it cannot
    MlakeNotFound = 4,   ///< what was asked for is not there
    MlakeUnfinished = 5, ///< what was waited for failed, was cancelled, or was left to go on
    MlakeDamaged = 6,    ///< files are damaged or missing, and were not mended
    MlakeIll = 7,        ///< the doctor found something red
};

class Tool
{
public:
    using Run = std::function<int()>;

    /// Adds --data, --url, --token and --json to a command, and has run called when it is given.
    void serve(CLI::App &command, Run run);
    /// The same for a command that needs no mirror.
    void runAlone(CLI::App &command, Run run);
    int run() const { return m_run ? m_run() : MlakeUsage; }

    bool isJson() const { return m_isJson; }
    const std::string &url() const { return m_address; } ///< after mirror()
    /// The mirror that is meant; nothing, and the reason is printed, when there is none.
    control::RemoteOperations *mirror();
    /// Where the mirror that is meant answers; needs no token. Nothing, and the reason is printed, when there is none.
    std::optional<std::string> address();
    /// True unless no mirror serves from the data folder that is meant.
    bool hasRunningMirror() const;
    bool isUrlGiven() const { return !m_url.empty(); }
    const std::string &dataFolder() const { return m_dataFolder; } ///< as given, or empty

    int code() const { return m_code; } ///< when mirror() gave nothing

    /// Prints why it did not work; gives the exit code.
    int failed(const Error &error) const;
    static int misused(const std::string &what);
    /// Says that a change holds and is not in the settings file; gives the exit code.
    static int notSaved(const Reason &reason);
    static int print(const std::string &text);
    /// Changes settings of the mirror, and prints which hold at once.
    int assign(const std::vector<control::Assignment> &assignments);
    /// The answer of a GET as it came, with --json.
    int printJson(const std::string &path);

private:
    Target target() const;
    int silent(const Error &error) const;

    std::string m_dataFolder;
    std::string m_url;
    std::string m_token;
    std::string m_address;
    bool m_isJson = false;
    int m_code = MlakeOk;
    Run m_run;
    std::unique_ptr<control::RemoteOperations> m_mirror;
};

/// The answer of an operation that answers before it returns.
template<typename T, typename Call>
Result<T> answerOf(Call call)
{
    Result<T> answer = fail(ErrorCode::Internal, "the mirror did not answer");
    call([&answer](Result<T> result) { answer = std::move(result); });
    return answer;
}

// The commands, one file each
void addStatus(CLI::App &parser, Tool &tool);
void addEnv(CLI::App &parser, Tool &tool);
void addPull(CLI::App &parser, Tool &tool);
void addJobs(CLI::App &parser, Tool &tool);
void addConfig(CLI::App &parser, Tool &tool);
void addClients(CLI::App &parser, Tool &tool);
void addUpkeep(CLI::App &parser, Tool &tool);
void addVerify(CLI::App &parser, Tool &tool);
void addImport(CLI::App &parser, Tool &tool);
void addLibrary(CLI::App &parser, Tool &tool);
void addDoctor(CLI::App &parser, Tool &tool);
void addLimits(CLI::App &parser, Tool &tool);
void addCompletion(CLI::App &parser, Tool &tool);

} // namespace mirrorlake::app
