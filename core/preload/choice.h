// Which files of a commit a job wants: a preset, and globs or names on top of it. Pure.
#pragma once

#include "catalog/tree.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mirrorlake::preload {

enum class Preset
{
    Everything,
    Safetensors, ///< without the same weights in other formats
    Gguf,        ///< one quantisation, and the small files beside it
    Parquet      ///< of a dataset, and its card
};

/// "everything", "safetensors", "gguf", "parquet".
std::string_view nameOf(Preset preset);
std::optional<Preset> presetNamed(std::string_view name);
std::span<const std::string_view> presetNames();

struct Choice
{
    Preset preset = Preset::Everything;
    std::string quantisation{};         ///< "Q4_K_M"; of Preset::Gguf
    std::vector<std::string> include{}; ///< globs; empty: all
    std::vector<std::string> exclude{}; ///< globs
    std::vector<std::string> files{};   ///< exactly these; the rest then counts for nothing

    bool operator==(const Choice &) const = default;
};

/// Files in order of path. Errors: EntryNotFound that says what there is instead.
Result<std::vector<catalog::TreeEntry>> chosenFiles(const catalog::Tree &tree, const Choice &choice);

/// "Q4_K_M" of "model-Q4_K_M-00001-of-00002.gguf": the word before ".gguf", without the number of the part; what can be
/// asked for. Empty for what is no GGUF file.
std::string quantisationOf(std::string_view path);

/// {"preset":"gguf","quantisation":"Q4_K_M","include":[],"exclude":[],"files":[]}
std::string toJson(const Choice &choice);
/// What is missing keeps its default. Errors: BadRequest with the field that is wrong.
Result<Choice> choiceFromJson(std::string_view json);

} // namespace mirrorlake::preload
