#include "control/local/settingskeeper.h"

#include "base/log.h"
#include "settings/lastgood.h"
#include "settings/settingsfile.h"

namespace mirrorlake::control {

SettingsKeeper::SettingsKeeper(std::filesystem::path file) : m_file(std::move(file))
{
    m_thread.setMaxThreadCount(1);
}

SettingsKeeper::~SettingsKeeper()
{
    m_thread.waitForDone();
}

void SettingsKeeper::save(Change change, std::string dataFolder, Then then)
{
    m_thread.start([this, change = std::move(change), dataFolder = std::move(dataFolder), then = std::move(then)] {
        const Result<void> written = m_file.empty() ? Result<void>() : write(change);
        if (written)
            copy(dataFolder);
        else
            log::warning("control", "the settings were not saved: {}", written.error().message);
        then(written);
    });
}

void SettingsKeeper::keepLastGood(std::string dataFolder)
{
    m_thread.start([this, dataFolder = std::move(dataFolder)] { copy(dataFolder); });
}

Result<void> SettingsKeeper::write(const Change &change) const
{
    settings::Settings kept;
    return settings::applyFile(kept, m_file).and_then([&] { return change(kept); }).and_then([&] {
        return settings::saveFile(kept, m_file);
    });
}

void SettingsKeeper::copy(const std::string &dataFolder) const
{
    if (m_file.empty() || dataFolder.empty())
        return;
    if (const auto kept = settings::keepLastGood(m_file, dataFolder); !kept)
        log::debug("control", "the settings file was not kept: {}", kept.error().message);
}

} // namespace mirrorlake::control
