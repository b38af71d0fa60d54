#include "library/hublist.h"

#include "base/text.h"
#include "hub/query.h"
#include "hub/safejson.h"

#include <algorithm>
#include <array>

namespace mirrorlake::library {

namespace {

using nlohmann::ordered_json;

constexpr std::size_t mostRows = 100;
constexpr std::size_t longestWords = 512;

struct Sort
{
    std::string_view name;
    std::string_view hubName;
};
constexpr std::array<Sort, 5> sorts{{{"trending", "trendingScore"},
                                     {"downloads", "downloads"},
                                     {"likes", "likes"},
                                     {"updated", "lastModified"},
                                     {"created", "createdAt"}}};

std::string hubSort(const SearchQuestion &question)
{
    const auto sort = std::ranges::find(sorts, question.sort, &Sort::name);
    return std::string(sort == sorts.end() ? sorts.front().hubName : sort->hubName);
}

/// What is shown of a repo. The Hub refuses fields that a type does not have.
std::vector<std::string_view> fieldsOf(RepoType type)
{
    std::vector<std::string_view> fields{"downloads",    "likes",     "gated", "private",
                                         "lastModified", "createdAt", "tags",  "trendingScore"};
    if (type == RepoType::Model)
        fields.insert(fields.end(), {"pipeline_tag", "library_name", "safetensors"});
    return fields;
}

/// How the Hub writes what a list is narrowed by.
std::vector<std::string> filtersOf(const SearchQuestion &question)
{
    std::vector<std::string> filters;
    const bool isModel = question.type == RepoType::Model;
    if (!question.task.empty() && !isModel)
        filters.push_back("task_categories:" + question.task);
    if (!question.library.empty())
        filters.push_back(isModel ? question.library : "library:" + question.library);
    if (!question.licence.empty())
        filters.push_back("license:" + lowered(question.licence));
    return filters;
}

} // namespace

Result<void> checked(const SearchQuestion &question)
{
    for (const std::string *text :
         {&question.text, &question.author, &question.task, &question.library, &question.licence, &question.cursor}) {
        if (text->size() > 4 * longestWords || hasControlCharacter(*text) || !isValidUtf8(*text))
            return fail(ErrorCode::BadRequest, "what is searched for is too long, or has control characters");
    }
    if (question.type != RepoType::Model && question.type != RepoType::Dataset)
        return fail(ErrorCode::BadRequest, "models and datasets can be searched");
    if (std::ranges::find(sorts, question.sort, &Sort::name) == sorts.end())
        return fail(ErrorCode::BadRequest, "sort is one of trending, downloads, likes, updated, created");
    if (question.limit < 1 || question.limit > mostRows)
        return fail(ErrorCode::BadRequest, "a page has 1 to 100 rows");
    if (question.minParameters < 0 || question.maxParameters < 0)
        return fail(ErrorCode::BadRequest, "a number of parameters is never below 0");
    return {};
}

std::string targetOf(const SearchQuestion &question)
{
    std::string target = "/api/" + std::string(apiNameOf(question.type)) + "?";
    const auto add = [&](std::string_view name, const std::string &value) {
        if (!value.empty())
            target += std::string(name) + "=" + percentEncoded(value) + "&";
    };
    add("search", question.text);
    add("author", question.author);
    if (question.type == RepoType::Model)
        add("pipeline_tag", question.task);
    for (const std::string &filter : filtersOf(question))
        add("filter", filter);
    if (question.minParameters > 0 || question.maxParameters > 0) {
        std::string bounds;
        if (question.minParameters > 0)
            bounds = "min:" + std::to_string(question.minParameters);
        if (question.maxParameters > 0)
            bounds += (bounds.empty() ? "max:" : ",max:") + std::to_string(question.maxParameters);
        add("num_parameters", bounds);
    }
    add("sort", hubSort(question));
    add("direction", question.isAscending ? "1" : "-1");
    add("cursor", question.cursor);
    for (const std::string_view field : fieldsOf(question.type))
        add("expand", std::string(field));
    return target + "limit=" + std::to_string(question.limit);
}

mirror::SearchQuestion catalogueQuestion(const SearchQuestion &question)
{
    mirror::SearchQuestion asked;
    asked.type = question.type;
    for (const std::string_view word : split(question.text, ' ')) {
        if (!word.empty())
            asked.words.push_back(lowered(word));
    }
    asked.author = question.author;
    asked.pipelineTag = question.task;
    if (!question.library.empty())
        asked.filters.push_back(question.library);
    if (!question.licence.empty())
        asked.filters.push_back("license:" + lowered(question.licence));
    asked.minParameters = question.minParameters;
    if (question.maxParameters > 0)
        asked.maxParameters = question.maxParameters;
    asked.sort = hubSort(question);
    asked.isAscending = question.isAscending;
    asked.withClosed = true;
    return asked;
}

FoundRepo foundRepo(const RepoKey &repo, const mirror::RepoFacts &facts)
{
    FoundRepo found{repo};
    found.isGated = facts.isGated;
    found.isPrivate = facts.isPrivate;
    found.downloads = facts.downloads;
    found.likes = facts.likes;
    found.parameters = facts.parameters;
    found.lastModified = facts.lastModified;
    found.createdAt = facts.createdAt;
    found.task = facts.task;
    found.library = facts.library;
    found.licence = facts.licence;
    found.tags = facts.tags;
    return found;
}

Result<std::vector<FoundRepo>> readList(RepoType type, std::string_view json)
{
    const auto rows = hub::parseUpstreamJson<ordered_json>(json, "the list of repositories");
    if (!rows)
        return fail(rows.error());
    if (!rows->is_array())
        return fail(ErrorCode::UpstreamBroken, "the list of repositories from upstream is no list");
    std::vector<FoundRepo> found;
    for (const ordered_json &row : *rows) {
        const bool isNamed = row.is_object() && row.contains("id") && row["id"].is_string();
        const auto id = isNamed ? RepoId::parse(row["id"].get<std::string>()) : fail(Error{});
        if (id)
            found.push_back(foundRepo({type, *id}, mirror::repoFactsOf(row)));
    }
    return found;
}

} // namespace mirrorlake::library
