#include "mirror/search/listrow.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace mirrorlake::mirror {

namespace {

using nlohmann::ordered_json;

/// The fields that a list has by itself, and those that it has when asked for more.
constexpr std::array<std::string_view, 11> listed{"_id",          "id",        "likes",  "trendingScore",
                                                  "private",      "downloads", "tags",   "pipeline_tag",
                                                  "library_name", "createdAt", "modelId"};
constexpr std::array<std::string_view, 8> full{"author",   "gated", "disabled",    "lastModified",
                                               "siblings", "sha",   "description", "paperswithcode_id"};

} // namespace

std::string listRow(const ordered_json &info, const RepoKey &repo, const SearchQuestion &question)
{
    ordered_json row;
    const auto take = [&](std::string_view field) {
        if (const auto found = info.find(field); found != info.end())
            row[std::string(field)] = *found;
    };
    if (question.expand.empty()) {
        std::ranges::for_each(listed, take);
        if (question.isFull)
            std::ranges::for_each(full, take);
        if (question.isFull || question.withCardData)
            take("cardData");
        if (question.withConfig)
            take("config");
    } else {
        take("_id");
        std::ranges::for_each(question.expand, take);
    }
    row["id"] = repo.id.text();
    if (repo.type == RepoType::Model && question.expand.empty())
        row["modelId"] = repo.id.text();
    return row.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

} // namespace mirrorlake::mirror
