#include "settings/settingsfile.h"

#include "settings/fieldvalue.h"
#include "settings/replacefile.h"
#include "settings/tomledit.h"

#include <toml++/toml.h>

#include <fstream>

namespace mirrorlake::settings {

namespace {

constexpr std::uintmax_t largestFile = 1024 * 1024;
constexpr std::string_view heading =
    "# Settings of Mirrorlake that differ from its defaults; mirrorlaked --print-config shows all.\n";

std::string lineOf(const toml::source_region &source)
{
    return "line " + std::to_string(source.begin.line);
}

/// The text of a plain value as assign() takes it; nothing for a table, a list, a date or a fraction.
std::optional<std::string> plainText(const toml::node &node)
{
    if (const auto *text = node.as_string())
        return text->get();
    if (const auto *number = node.as_integer())
        return std::to_string(number->get());
    if (const auto *isOn = node.as_boolean())
        return isOn->get() ? "true" : "false";
    return std::nullopt;
}

Result<void> applyNode(Settings &settings, const Field &field, const toml::node &node)
{
    if (const auto text = plainText(node))
        return assign(settings, field, *text);
    const toml::array *array = node.as_array();
    if (!array || kindOf(field) != FieldKind::TextList)
        return fail(ErrorCode::BadConfiguration, std::string(field.key) + ": allowed is " + allowedText(field));
    std::vector<std::string> items;
    for (const toml::node &item : *array) {
        if (!item.is_string())
            return fail(ErrorCode::BadConfiguration, std::string(field.key) + ": allowed is " + allowedText(field));
        items.push_back(item.as_string()->get());
    }
    return assignItems(settings, field, items);
}

Result<void> applyTable(Settings &settings, const toml::table &table, const std::string &prefix)
{
    for (const auto &[name, node] : table) {
        const std::string key = prefix + std::string(name.str());
        if (const Field *field = findField(key)) {
            if (auto applied = applyNode(settings, *field, node); !applied)
                return fail(applied.error().in(lineOf(node.source())));
        } else if (const toml::table *area = node.as_table(); area && prefix.empty()) {
            if (auto applied = applyTable(settings, *area, key + "."); !applied)
                return applied;
        } else {
            return fail(unknownKey(key).in(lineOf(name.source())));
        }
    }
    return {};
}

/// A new one is its owner's only. When it cannot be made, writing into it says why.
void makeFolder(const std::filesystem::path &folder)
{
    std::error_code failure;
    if (std::filesystem::create_directories(folder, failure))
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failure);
}

} // namespace

Result<std::string> fileText(const std::filesystem::path &file)
{
    std::error_code failure;
    const std::filesystem::file_status status = std::filesystem::status(file, failure);
    if (status.type() == std::filesystem::file_type::not_found)
        return std::string();
    const std::string name = file.filename().string();
    if (status.type() != std::filesystem::file_type::regular)
        return fail(ErrorCode::BadConfiguration, name + " is not a file that can be read");
    std::ifstream in(file, std::ios::binary);
    std::string text(largestFile + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (in.bad() || !in.eof() || text.size() > largestFile)
        return fail(ErrorCode::BadConfiguration, name + " cannot be read, or is too large for a settings file");
    return text;
}

Result<void> applyToml(Settings &settings, std::string_view text)
{
    Settings changed = settings;
    try {
        if (auto applied = applyTable(changed, toml::parse(text), {}); !applied)
            return applied;
    } catch (const toml::parse_error &error) {
        return fail(ErrorCode::BadConfiguration, lineOf(error.source()) + ": " + std::string(error.description()));
    }
    settings = std::move(changed);
    return {};
}

Result<void> applyFile(Settings &settings, const std::filesystem::path &file)
{
    const auto text = fileText(file);
    if (!text)
        return fail(text.error());
    return applyToml(settings, *text).map_error([&](const Error &error) { return error.in(file.filename().string()); });
}

Result<void> saveFile(const Settings &settings, const std::filesystem::path &file)
{
    const auto old = fileText(file);
    if (!old)
        return fail(old.error());
    Settings before;
    if (auto applied = applyToml(before, *old); !applied)
        return fail(applied.error().in(file.filename().string()));
    std::error_code failure;
    const std::filesystem::path canonical = std::filesystem::weakly_canonical(file, failure);
    const std::filesystem::path &real = failure ? file : canonical;
    makeFolder(real.parent_path());
    return replaceFile(real, editedToml(old->empty() ? std::string(heading) : *old, settings));
}

} // namespace mirrorlake::settings
