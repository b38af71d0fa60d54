#include "datachoice.h"

#include "base/text.h"
#include "datafolder.h"
#include "settings/fieldvalue.h"
#include "settings/replacefile.h"
#include "settings/settingsfile.h"

#include <QStandardPaths>

#include <fstream>

namespace mirrorlake::app {

namespace {

std::filesystem::path choiceFile()
{
    const QString base = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return std::filesystem::path(base.toStdString()) / "mirrorlake" / "data-folder";
}

std::filesystem::path settingsFileIn(const std::filesystem::path &folder)
{
    return folder / "mirrorlake.toml";
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
    const std::filesystem::path settings = settingsFileIn(folder);
    if (std::filesystem::exists(settingsFile, failure) && !std::filesystem::exists(settings, failure))
        std::filesystem::copy_file(settingsFile, settings, failure);
    std::filesystem::create_directories(choiceFile().parent_path(), failure);
    return settings::replaceFile(choiceFile(), folder.string() + "\n");
}

Result<void> assignIn(const std::filesystem::path &folder, const std::vector<control::Assignment> &assignments)
{
    const std::filesystem::path file = settingsFileIn(folder);
    settings::Settings kept;
    if (auto read = settings::applyFile(kept, file); !read)
        return read;
    for (const control::Assignment &one : assignments) {
        const settings::Field *field = settings::findField(one.key);
        if (!field)
            return fail(settings::unknownKey(one.key));
        if (auto assigned = settings::assign(kept, *field, one.value); !assigned)
            return assigned;
    }
    return settings::saveFile(kept, file);
}

} // namespace mirrorlake::app
