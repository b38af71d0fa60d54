// Writes changes of settings into the settings file, one after the other on a thread of its own, so that neither the
// window nor a connection waits for the disk. Without a file there is nothing to keep. Thread: any.
#pragma once

#include "base/error.h"
#include "settings/settings.h"

#include <QtCore/QThreadPool>

#include <filesystem>
#include <functional>

namespace mirrorlake::control {

class SettingsKeeper
{
public:
    using Change = std::function<Result<void>(settings::Settings &)>;
    using Then = std::function<void(const Result<void> &)>;

    explicit SettingsKeeper(std::filesystem::path file);
    ~SettingsKeeper(); ///< when all is written

    /// Makes the change in what the file says; other sources of settings stay out of it. Then comes on the keeper's
    /// thread. Errors: BadConfiguration of what the file says already, ReadOnly, NoSpace, Io.
    void save(Change change, std::string dataFolder, Then then);
    /// Has the file be the one to start with when a later one cannot be read.
    void keepLastGood(std::string dataFolder);

private:
    Result<void> write(const Change &change) const;
    void copy(const std::string &dataFolder) const;

    const std::filesystem::path m_file;
    QThreadPool m_thread;
};

} // namespace mirrorlake::control
