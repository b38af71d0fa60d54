#include "fakehub/repolist.h"

#include "base/text.h"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace mirrorlake::fakehub {

namespace {

using Json = nlohmann::json;

std::vector<std::string> valuesOf(const Target &target, std::string_view name)
{
    std::vector<std::string> values;
    for (auto &[key, value] : parseFields(target.query, true)) {
        if (key == name || key == std::string(name) + "[]")
            values.push_back(std::move(value));
    }
    return values;
}

bool hasTag(const Repo &repo, const std::string &tag)
{
    return std::ranges::find(repo.tags, tag) != repo.tags.end() || repo.pipelineTag == tag || repo.library == tag;
}

/// "6B" as a number.
double parametersOf(const std::string &text)
{
    char *end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    return number * (*end == 'B' ? 1e9 : *end == 'M' ? 1e6 : *end == 'K' ? 1e3 : 1);
}

bool hasSize(const Repo &repo, const Target &target)
{
    const std::string wanted = target.field("num_parameters").value_or("");
    if (wanted.empty())
        return true;
    const auto parameters = static_cast<double>(repo.parameters);
    return parameters > 0 && std::ranges::all_of(split(wanted, ','), [&](std::string_view part) {
               const double bound = parametersOf(std::string(part.substr(std::min<std::size_t>(part.size(), 4))));
               return part.starts_with("min:") ? parameters >= bound : parameters <= bound;
           });
}

bool isWanted(const Repo &repo, const Target &target)
{
    const std::string id = lowered(repo.id);
    const auto isNamed = [&](const std::string &word) { return id.find(lowered(word)) != std::string::npos; };
    const auto isTagged = [&](const std::string &tag) { return hasTag(repo, tag); };
    const std::string author = target.field("author").value_or("");
    const std::string pipeline = target.field("pipeline_tag").value_or("");
    const std::string inference = target.field("inference").value_or("");
    return std::ranges::all_of(valuesOf(target, "search"), isNamed) &&
           (author.empty() || id.starts_with(lowered(author) + "/")) &&
           std::ranges::all_of(valuesOf(target, "filter"), isTagged) &&
           std::ranges::all_of(valuesOf(target, "apps"), isTagged) &&
           (pipeline.empty() || repo.pipelineTag == pipeline) &&
           (!target.field("gated") || target.flag("gated") == repo.isGated) &&
           (inference.empty() || hasTag(repo, "inference:" + inference)) && hasSize(repo, target);
}

} // namespace

std::vector<RepoPtr> foundRepos(std::vector<RepoPtr> all, const Target &target, const std::string &user)
{
    std::erase_if(all, [&](const RepoPtr &repo) {
        const bool isVisible = !repo->isPrivate || repo->members.contains(user);
        return repo->type != target.type || !repo->resolve("main") || !isVisible || !isWanted(*repo, target);
    });
    const std::string sort = target.field("sort").value_or("");
    const bool isAscending = target.field("direction").value_or("") == "1";
    std::ranges::stable_sort(all, [&](const RepoPtr &a, const RepoPtr &b) {
        const auto before = [&](const auto &x, const auto &y) { return isAscending ? x < y : y < x; };
        if (sort == "downloads")
            return before(a->downloads, b->downloads);
        if (sort == "likes" || sort == "trendingScore")
            return before(a->likes, b->likes);
        if (sort == "lastModified")
            return before(a->resolve("main")->date, b->resolve("main")->date);
        return a->id < b->id;
    });
    return all;
}

Json expanded(const Json &info, const Target &target)
{
    const std::vector<std::string> fields = valuesOf(target, "expand");
    if (fields.empty())
        return info;
    Json row = {{"_id", info["_id"]}, {"id", info["id"]}};
    for (const std::string &field : fields) {
        if (info.contains(field))
            row[field] = info[field];
    }
    return row;
}

Json listRow(const Json &info, const Target &target)
{
    if (!valuesOf(target, "expand").empty())
        return expanded(info, target);
    std::set<std::string> hidden{"sha", "siblings", "disabled", "usedStorage", "safetensors", "cardData", "config"};
    if (target.flag("full"))
        hidden = {"disabled", "usedStorage", "safetensors", "config"};
    if (target.flag("cardData"))
        hidden.erase("cardData");
    if (target.flag("config"))
        hidden.erase("config");
    Json row = info;
    for (const std::string &field : hidden)
        row.erase(field);
    return row;
}

} // namespace mirrorlake::fakehub
