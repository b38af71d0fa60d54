#include "mirror/search/catalogsearch.h"

#include "base/text.h"
#include "hub/address.h"
#include "hub/safejson.h"

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

/// The repo's info as upstream last gave it; only what is certain where none was kept.
ordered_json infoOf(catalog::Catalog &catalog, const RepoKey &repo)
{
    const std::string target = hub::apiTarget(repo);
    for (const char *rest : {"", "/revision/main", "/revision/main?blobs=true", "?blobs=true"}) {
        const auto document = catalog.loadDocument(target + rest);
        if (!document || !*document)
            continue;
        auto info = hub::parseUpstreamJson<ordered_json>((*document)->body, "the info");
        if (info && info->is_object() && info->contains("id"))
            return std::move(*info);
    }
    return {
        {"id", repo.id.text()}, {"likes", 0}, {"private", false}, {"downloads", 0}, {"tags", ordered_json::array()}};
}

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

bool hasTag(const ordered_json &info, const std::string &wanted)
{
    const auto tags = info.find("tags");
    const bool isTag =
        tags != info.end() && tags->is_array() && std::ranges::any_of(*tags, [&](const ordered_json &tag) {
            return tag.is_string() && equalsIgnoringCase(tag.get_ref<const std::string &>(), wanted);
        });
    return isTag || textAt(info, "pipeline_tag") == wanted || textAt(info, "library_name") == wanted;
}

bool isWanted(const ordered_json &info, bool isGated, const SearchQuestion &question)
{
    if (question.isGated && *question.isGated != isGated)
        return false;
    if (!question.pipelineTag.empty() && textAt(info, "pipeline_tag") != question.pipelineTag)
        return false;
    if (!std::ranges::all_of(question.filters, [&](const std::string &tag) { return hasTag(info, tag); }))
        return false;
    if (question.minParameters == 0 && question.maxParameters == INT64_MAX)
        return true;
    const auto weights = info.find("safetensors");
    const bool isKnown = weights != info.end() && weights->is_object();
    const std::int64_t parameters = isKnown ? integerAt(*weights, "total") : 0;
    return parameters > 0 && parameters >= question.minParameters && parameters <= question.maxParameters;
}

bool isNamed(const RepoId &id, const SearchQuestion &question)
{
    const std::string name = lowered(id.text());
    const std::size_t slash = id.text().find('/');
    const std::string author = slash == std::string::npos ? std::string() : id.text().substr(0, slash);
    return (question.author.empty() || equalsIgnoringCase(author, question.author)) &&
           std::ranges::all_of(question.words,
                               [&](const std::string &word) { return name.find(word) != std::string::npos; });
}

std::string rowOf(const ordered_json &info, const RepoKey &repo, const SearchQuestion &question)
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

/// True if a stands before b.
bool isBefore(const FoundRepo &a, const FoundRepo &b, const SearchQuestion &question)
{
    const auto order = [&](const auto &x, const auto &y) {
        return x == y ? a.repo.id < b.repo.id : question.isAscending ? x < y : y < x;
    };
    if (question.sort == "likes")
        return order(a.likes, b.likes);
    if (question.sort == "downloads")
        return order(a.downloads, b.downloads);
    if (question.sort == "createdAt" || question.sort == "created_at")
        return order(a.createdAt, b.createdAt);
    if (question.sort == "lastModified" || question.sort == "last_modified")
        return order(a.lastModified, b.lastModified);
    return order(a.trendingScore, b.trendingScore);
}

FoundRepo foundRepo(const RepoKey &repo, bool isGated, const ordered_json &info, const SearchQuestion &question)
{
    FoundRepo found{repo,
                    isGated,
                    integerAt(info, "downloads"),
                    integerAt(info, "likes"),
                    0,
                    textAt(info, "lastModified"),
                    textAt(info, "createdAt"),
                    rowOf(info, repo, question)};
    if (const auto score = info.find("trendingScore"); score != info.end() && score->is_number())
        found.trendingScore = score->get<double>();
    return found;
}

} // namespace

SearchResult searchCatalog(catalog::Catalog &catalog, const SearchQuestion &question)
{
    std::vector<FoundRepo> found;
    for (const catalog::RepoRecord &record : catalog.repos()) {
        const bool isGated = record.access == catalog::Access::Gated;
        const bool isOpen = isGated || record.access == catalog::Access::Public;
        if (record.key.type != question.type || !isOpen || !isNamed(record.key.id, question))
            continue;
        const ordered_json info = infoOf(catalog, record.key);
        if (isWanted(info, isGated, question))
            found.push_back(foundRepo(record.key, isGated, info, question));
    }
    std::ranges::sort(found, [&](const FoundRepo &a, const FoundRepo &b) { return isBefore(a, b, question); });
    SearchResult result;
    result.total = found.size();
    const std::size_t begin = std::min(question.offset, found.size());
    const std::size_t end = std::min(begin + question.limit, found.size());
    result.hasMore = end < found.size();
    result.rows.assign(std::make_move_iterator(found.begin() + static_cast<std::ptrdiff_t>(begin)),
                       std::make_move_iterator(found.begin() + static_cast<std::ptrdiff_t>(end)));
    return result;
}

} // namespace mirrorlake::mirror
