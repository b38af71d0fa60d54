#include "settings/lastgood.h"

#include "settings/replacefile.h"

namespace mirrorlake::settings {

namespace {

std::filesystem::path copyIn(const std::filesystem::path &dataFolder)
{
    return dataFolder / "mirrorlake.last-good.toml";
}

} // namespace

Result<void> keepLastGood(const std::filesystem::path &file, const std::filesystem::path &dataFolder)
{
    const auto text = fileText(file);
    if (!text)
        return fail(text.error());
    Settings read;
    if (auto applied = applyToml(read, *text); !applied)
        return applied;
    const auto kept = fileText(copyIn(dataFolder));
    std::error_code failure;
    if (kept && *kept == *text && std::filesystem::exists(copyIn(dataFolder), failure))
        return {};
    return replaceFile(copyIn(dataFolder), *text);
}

Result<std::optional<Error>> applyFileOrLastGood(Settings &settings, const std::filesystem::path &file,
                                                 const std::filesystem::path &dataFolder)
{
    const auto applied = applyFile(settings, file);
    if (applied)
        return std::nullopt;
    std::error_code failure;
    const std::filesystem::path copy = copyIn(dataFolder);
    if (!std::filesystem::exists(copy, failure) || !applyFile(settings, copy))
        return fail(applied.error());
    return applied.error();
}

} // namespace mirrorlake::settings
