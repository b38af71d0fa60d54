#include "exitcodes.h"

namespace mirrorlake::app {

ExitCode exitCodeOf(const Error &error)
{
    switch (error.code) {
    case ErrorCode::CannotListen:
        return ExitCannotListen;
    case ErrorCode::DataFolderInUse:
    case ErrorCode::DataFolderUnusable:
    case ErrorCode::NoSpace:
    case ErrorCode::ReadOnly:
    case ErrorCode::Io:
        return ExitDataFolder;
    case ErrorCode::BadConfiguration:
        return ExitBadConfiguration;
    default:
        return ExitFailed;
    }
}

std::string exitSentence(const Error &error, const std::filesystem::path &dataFolder)
{
    const std::string folder = "the data folder " + dataFolder.string();
    switch (error.code) {
    case ErrorCode::CannotListen:
        return error.message + "; choose another address with --listen ADDR:PORT, or free this one.";
    case ErrorCode::DataFolderInUse:
        return folder + " is in use: " + error.message +
               "; stop that process, or choose another folder with --data DIR.";
    case ErrorCode::NoSpace:
        return folder + " has no room: " + error.message + "; make room, or choose another folder with --data DIR.";
    case ErrorCode::DataFolderUnusable:
    case ErrorCode::ReadOnly:
    case ErrorCode::Io:
        return folder + " cannot be used: " + error.message +
               "; correct this, or choose another folder with --data DIR.";
    case ErrorCode::BadConfiguration:
        return "bad configuration: " + error.message +
               "; correct it and start again (--print-config shows all settings).";
    default:
        return error.message + "; start again with --log-level debug to learn more.";
    }
}

} // namespace mirrorlake::app
