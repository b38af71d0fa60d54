#include "datachoice.h"

#include "base/text.h"
#include "datafolder.h"
#include "settings/replacefile.h"

#include <QStandardPaths>

#include <fstream>

namespace mirrorlake::app {

namespace {

std::filesystem::path choiceFile()
{
    const QString base = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return std::filesystem::path(base.toStdString()) / "mirrorlake" / "data-folder";
}

} // namespace

std::filesystem::path chosenDataFolder()
{
    std::ifstream file(choiceFile());
    std::string line;
    std::getline(file, line);
    return std::string(trimmed(line));
}

Result<void> chooseDataFolder(const std::filesystem::path &folder, const std::filesystem::path &settingsFile)
{
    if (const auto opened = DataFolder::open(folder); !opened)
        return fail(opened.error());
    std::error_code failure;
    const std::filesystem::path settings = folder / "mirrorlake.toml";
    if (std::filesystem::exists(settingsFile, failure) && !std::filesystem::exists(settings, failure))
        std::filesystem::copy_file(settingsFile, settings, failure);
    std::filesystem::create_directories(choiceFile().parent_path(), failure);
    return settings::replaceFile(choiceFile(), folder.string() + "\n");
}

} // namespace mirrorlake::app
