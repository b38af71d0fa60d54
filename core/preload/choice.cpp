#include "preload/choice.h"

#include "base/text.h"
#include "preload/glob.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace mirrorlake::preload {

namespace {

using catalog::Tree;
using catalog::TreeEntry;
using nlohmann::json;

constexpr std::array<std::string_view, 4> names{"everything", "safetensors", "gguf", "parquet"};
/// Weights in other formats than safetensors, of which a repo may hold copies anywhere.
constexpr std::array<std::string_view, 11> otherWeights{".pt",   ".pth",  ".ckpt",      ".h5",     ".msgpack", ".ot",
                                                        ".gguf", ".onnx", ".onnx_data", ".tflite", ".mlmodel"};
constexpr std::size_t mostPatterns = 1000;

std::string_view folderOf(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

bool endsWithAny(std::string_view path, std::span<const std::string_view> suffixes)
{
    return std::ranges::any_of(suffixes, [&](std::string_view suffix) { return path.ends_with(suffix); });
}

std::set<std::string_view> foldersWithSafetensors(const Tree &tree)
{
    std::set<std::string_view> folders;
    for (std::size_t i = 0; i < tree.size(); ++i) {
        if (tree.pathAt(i).ends_with(".safetensors"))
            folders.insert(folderOf(tree.pathAt(i)));
    }
    return folders;
}

/// A ".bin" is a duplicate only beside safetensors: alone in its folder it may be anything.
bool isDuplicateWeight(std::string_view path, const std::set<std::string_view> &folders)
{
    if (folders.empty())
        return false;
    const bool isBin = path.ends_with(".bin") || path.ends_with(".bin.index.json");
    return endsWithAny(path, otherWeights) || (isBin && folders.contains(folderOf(path)));
}

/// "UD-Q4_K_M" is another quantisation than "Q4_K_M": its layers are mixed.
constexpr std::string_view mixed = "ud-";

bool isEdge(char letter)
{
    return letter == '-' || letter == '.' || letter == '/' || letter == '_';
}

bool isMixed(std::string_view before)
{
    return before.ends_with(mixed) &&
           (before.size() == mixed.size() || isEdge(before[before.size() - mixed.size() - 1]));
}

/// "Q4_K_M" of "model-Q4_K_M.gguf" and of "Q4_K_M/model-Q4_K_M-00001-of-00002.gguf": stands between separators.
bool hasQuantisation(std::string_view path, std::string_view quantisation)
{
    const std::string where = lowered(path);
    const std::string what = lowered(quantisation);
    for (std::size_t at = where.find(what); at != std::string::npos; at = where.find(what, at + 1)) {
        const std::size_t end = at + what.size();
        const bool startsWell = at == 0 || isEdge(where[at - 1]);
        const bool endsWell = end < where.size() && (where[end] == '-' || where[end] == '.' || where[end] == '/');
        if (startsWell && endsWell && !isMixed(std::string_view(where).substr(0, at)))
            return true;
    }
    return false;
}

/// What lets a model see, beside any of its quantisations: "mmproj-F16.gguf", "model.mmproj-Q8_0.gguf".
bool isProjector(std::string_view path)
{
    return path.ends_with(".gguf") && lowered(path.substr(path.rfind('/') + 1)).find("mmproj") != std::string::npos;
}

/// The one that goes with this quantisation: of the same if there is one, else the most usual; empty without any.
std::string projectorFor(const Tree &tree, std::string_view quantisation)
{
    const std::array<std::string_view, 4> ranks{quantisation, "F16", "BF16", "F32"};
    std::string best;
    auto bestRank = ranks.size() + 1;
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const std::string path(tree.pathAt(i));
        if (!isProjector(path))
            continue;
        const auto found =
            std::ranges::find_if(ranks, [&](std::string_view word) { return hasQuantisation(path, word); });
        if (const auto rank = static_cast<std::size_t>(found - ranks.begin()); rank < bestRank) {
            bestRank = rank;
            best = path;
        }
    }
    return best;
}

Error noSuchQuantisation(const Tree &tree, const std::string &wanted)
{
    std::set<std::string> there;
    for (std::size_t i = 0; i < tree.size(); ++i) {
        if (std::string word = quantisationOf(tree.pathAt(i)); !word.empty())
            there.insert(std::move(word));
    }
    if (there.empty())
        return {ErrorCode::EntryNotFound, "this repository has no GGUF files", 0};
    std::string text = "there is no " + wanted + "; there are ";
    for (const std::string &one : there)
        text += one + (one == *there.rbegin() ? "" : ", ");
    return {ErrorCode::EntryNotFound, std::move(text), 0};
}

/// The kind of file a preset is about; empty for those that take whatever there is.
std::string_view kindOf(Preset preset)
{
    return preset == Preset::Gguf ? ".gguf" : preset == Preset::Parquet ? ".parquet" : std::string_view();
}

Error nothingOfItsKind(const Tree &tree, const Choice &choice)
{
    if (choice.preset == Preset::Gguf)
        return noSuchQuantisation(tree, choice.quantisation);
    return {ErrorCode::EntryNotFound,
            "there are no Parquet files to fetch here; the Hub keeps those that it made itself at the revision "
            "refs/convert/parquet",
            0};
}

bool matchesAny(const std::vector<std::string> &patterns, std::string_view path)
{
    return std::ranges::any_of(patterns, [&](const std::string &pattern) { return matchesGlob(pattern, path); });
}

class PresetFilter
{
public:
    PresetFilter(const Tree &tree, const Choice &choice)
        : m_choice(choice), m_folders(foldersWithSafetensors(tree)),
          m_projector(choice.preset == Preset::Gguf ? projectorFor(tree, choice.quantisation) : std::string())
    {}

    bool takes(const TreeEntry &entry) const
    {
        switch (m_choice.preset) {
        case Preset::Everything:
            return true;
        case Preset::Safetensors:
            return !isDuplicateWeight(entry.path, m_folders);
        case Preset::Gguf:
            if (isProjector(entry.path))
                return entry.path == m_projector;
            return entry.path.ends_with(".gguf") ? hasQuantisation(entry.path, m_choice.quantisation) : !entry.isLfs();
        case Preset::Parquet:
            return entry.path.ends_with(".parquet") || entry.path == "README.md";
        }
        return false;
    }

private:
    const Choice &m_choice;
    const std::set<std::string_view> m_folders;
    const std::string m_projector;
};

Result<std::vector<TreeEntry>> namedFiles(const Tree &tree, const std::vector<std::string> &paths)
{
    std::vector<TreeEntry> chosen;
    for (const std::string &path : std::set<std::string>(paths.begin(), paths.end())) {
        auto entry = tree.find(path);
        if (!entry || entry->isDirectory)
            return fail(ErrorCode::EntryNotFound, "this revision has no file " + path);
        chosen.push_back(std::move(*entry));
    }
    return chosen;
}

Result<std::vector<std::string>> textsOf(const json &object, const char *key)
{
    std::vector<std::string> texts;
    const auto found = object.find(key);
    if (found == object.end() || found->is_null())
        return texts;
    if (!found->is_array() || found->size() > mostPatterns)
        return fail(ErrorCode::BadRequest, std::string(key) + " is a list of at most 1000 texts");
    for (const json &item : *found) {
        if (!item.is_string() || item.get_ref<const std::string &>().empty())
            return fail(ErrorCode::BadRequest, std::string(key) + " is a list of texts, none of them empty");
        texts.push_back(item.get<std::string>());
    }
    return texts;
}

} // namespace

std::string_view nameOf(Preset preset)
{
    return names[static_cast<std::size_t>(preset)];
}

std::optional<Preset> presetNamed(std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<Preset>(found - names.begin());
}

std::span<const std::string_view> presetNames()
{
    return names;
}

std::string quantisationOf(std::string_view path)
{
    constexpr std::string_view suffix = ".gguf";
    if (!path.ends_with(suffix) || isProjector(path))
        return {};
    std::string_view name = path.substr(path.rfind('/') + 1);
    name.remove_suffix(suffix.size());
    if (const std::size_t of = name.rfind("-of-"); of != std::string_view::npos)
        name = name.substr(0, name.rfind('-', of - 1));
    const std::size_t word = name.find_last_of("-.") + 1;
    return std::string(name.substr(isMixed(lowered(name.substr(0, word))) ? word - mixed.size() : word));
}

Result<std::vector<TreeEntry>> chosenFiles(const Tree &tree, const Choice &choice)
{
    if (!choice.files.empty())
        return namedFiles(tree, choice.files);
    const PresetFilter filter(tree, choice);
    std::vector<TreeEntry> chosen;
    for (std::size_t i = 0; i < tree.size(); ++i) {
        TreeEntry entry = tree.at(i);
        const bool isIncluded = choice.include.empty() || matchesAny(choice.include, entry.path);
        if (!entry.isDirectory && isIncluded && !matchesAny(choice.exclude, entry.path) && filter.takes(entry))
            chosen.push_back(std::move(entry));
    }
    const auto isOfItsKind = [&](const TreeEntry &entry) {
        return entry.path.ends_with(kindOf(choice.preset)) && !isProjector(entry.path);
    };
    if (!kindOf(choice.preset).empty() && std::ranges::none_of(chosen, isOfItsKind))
        return fail(nothingOfItsKind(tree, choice));
    if (chosen.empty())
        return fail(ErrorCode::EntryNotFound, "no file of this revision fits what was chosen");
    return chosen;
}

std::string toJson(const Choice &choice)
{
    const nlohmann::ordered_json object{{"preset", nameOf(choice.preset)},
                                        {"quantisation", choice.quantisation},
                                        {"include", choice.include},
                                        {"exclude", choice.exclude},
                                        {"files", choice.files}};
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Choice> choiceFromJson(std::string_view text)
{
    const json object = json::parse(text, nullptr, false);
    if (!object.is_object())
        return fail(ErrorCode::BadRequest, "the choice of files is no JSON object");
    Choice choice;
    if (const auto preset = object.find("preset"); preset != object.end()) {
        const auto named = preset->is_string() ? presetNamed(preset->get_ref<const std::string &>()) : std::nullopt;
        if (!named)
            return fail(ErrorCode::BadRequest, "preset is one of everything, safetensors, gguf, parquet");
        choice.preset = *named;
    }
    if (const auto word = object.find("quantisation"); word != object.end()) {
        if (!word->is_string())
            return fail(ErrorCode::BadRequest, "quantisation is a text");
        choice.quantisation = word->get<std::string>();
    }
    if (choice.preset == Preset::Gguf && choice.quantisation.empty())
        return fail(ErrorCode::BadRequest, "the preset gguf needs a quantisation such as Q4_K_M");
    auto include = textsOf(object, "include");
    auto exclude = textsOf(object, "exclude");
    auto files = textsOf(object, "files");
    for (const auto *texts : {&include, &exclude, &files}) {
        if (!*texts)
            return fail(texts->error());
    }
    choice.include = std::move(*include);
    choice.exclude = std::move(*exclude);
    choice.files = std::move(*files);
    return choice;
}

} // namespace mirrorlake::preload
