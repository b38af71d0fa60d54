#include "mirror/search/repofacts.h"

#include <nlohmann/json.hpp>

namespace mirrorlake::mirror {

namespace {

using nlohmann::ordered_json;

std::int64_t integerAt(const ordered_json &info, const char *key)
{
    const auto found = info.find(key);
    return found != info.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

std::string textAt(const ordered_json &info, const char *key)
{
    const auto found = info.find(key);
    return found != info.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// What stands behind "license:" in a tag; datasets name their task and library in tags too.
std::string taggedWith(const RepoFacts &facts, std::string_view prefix)
{
    for (const std::string &tag : facts.tags) {
        if (tag.starts_with(prefix))
            return tag.substr(prefix.size());
    }
    return {};
}

} // namespace

RepoFacts repoFactsOf(const ordered_json &info)
{
    RepoFacts facts;
    if (!info.is_object())
        return facts;
    const auto gated = info.find("gated");
    facts.isGated = gated != info.end() && (gated->is_string() || *gated == ordered_json(true));
    const auto closed = info.find("private");
    facts.isPrivate = closed != info.end() && *closed == ordered_json(true);
    facts.downloads = integerAt(info, "downloads");
    facts.likes = integerAt(info, "likes");
    if (const auto score = info.find("trendingScore"); score != info.end() && score->is_number())
        facts.trendingScore = score->get<double>();
    if (const auto weights = info.find("safetensors"); weights != info.end() && weights->is_object())
        facts.parameters = integerAt(*weights, "total");
    facts.usedStorage = integerAt(info, "usedStorage");
    facts.lastModified = textAt(info, "lastModified");
    facts.createdAt = textAt(info, "createdAt");
    if (const auto tags = info.find("tags"); tags != info.end() && tags->is_array()) {
        for (const ordered_json &tag : *tags) {
            if (tag.is_string())
                facts.tags.push_back(tag.get<std::string>());
        }
    }
    facts.task = textAt(info, "pipeline_tag");
    if (facts.task.empty())
        facts.task = taggedWith(facts, "task_categories:");
    facts.library = textAt(info, "library_name");
    if (facts.library.empty())
        facts.library = taggedWith(facts, "library:");
    facts.inference = textAt(info, "inference");
    if (facts.inference.empty())
        facts.inference = taggedWith(facts, "inference:");
    facts.licence = taggedWith(facts, "license:");
    const auto card = info.find("cardData");
    if (facts.licence.empty() && card != info.end() && card->is_object())
        facts.licence = textAt(*card, "license");
    return facts;
}

} // namespace mirrorlake::mirror
