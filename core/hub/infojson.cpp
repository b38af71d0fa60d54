#include "hub/infojson.h"

#include "base/text.h"
#include "hub/query.h"
#include "hub/safejson.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace mirrorlake::hub {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

void removeXet(ordered_json &node)
{
    if (node.is_object())
        node.erase("xetHash");
    if (!node.is_structured())
        return;
    for (ordered_json &child : node)
        removeXet(child);
}

/// Folders may be named with a slash at the end.
Result<RepoPath> parseAskedPath(std::string_view text)
{
    while (text.size() > 1 && text.back() == '/')
        text.remove_suffix(1);
    return RepoPath::parse(text);
}

Result<PathsQuestion> readJsonPaths(std::string_view body)
{
    const json question = isModestJson(body) ? json::parse(body, nullptr, false) : json();
    const bool hasPaths = question.is_object() && question.contains("paths");
    if (!hasPaths)
        return fail(ErrorCode::BadRequest, "the body must be {\"paths\": [...]} or a form with paths=");
    const json listed = question["paths"].is_array() ? question["paths"] : json::array({question["paths"]});
    PathsQuestion result;
    result.expand = question.contains("expand") && question["expand"].is_boolean() && question["expand"].get<bool>();
    for (const json &path : listed) {
        if (!path.is_string())
            return fail(ErrorCode::BadRequest, "every path must be a text");
        if (const auto parsed = parseAskedPath(path.get_ref<const std::string &>()))
            result.paths.push_back(*parsed);
    }
    return result;
}

} // namespace

Result<InfoFacts> readInfo(std::string_view text)
{
    const auto parsed = parseUpstreamJson(text, "the repository info");
    if (!parsed)
        return fail(parsed.error());
    const json &info = *parsed;
    if (!info.is_object())
        return fail(ErrorCode::UpstreamBroken, "the repository info from upstream is no object");
    const auto textAt = [&](const char *key) {
        const auto found = info.find(key);
        return found != info.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    InfoFacts facts;
    if (const auto id = RepoId::parse(textAt("id")))
        facts.id = *id;
    if (const auto commit = CommitSha::parse(textAt("sha")))
        facts.commit = *commit;
    if (const auto found = info.find("private"); found != info.end())
        facts.isPrivate = *found == json(true);
    if (const auto found = info.find("gated"); found != info.end())
        facts.isGated = found->is_string() || *found == json(true);
    return facts;
}

std::vector<std::pair<Revision, CommitSha>> readRefs(std::string_view text)
{
    std::vector<std::pair<Revision, CommitSha>> refs;
    const auto answer = parseUpstreamJson(text, "the list of refs");
    if (!answer || !answer->is_object())
        return refs;
    for (const char *kind : {"branches", "tags", "converts"}) {
        const auto rows = answer->find(kind);
        if (rows == answer->end() || !rows->is_array())
            continue;
        for (const json &row : *rows) {
            const bool isPlain = row.is_object() && row.contains("name") && row["name"].is_string() &&
                                 row.contains("targetCommit") && row["targetCommit"].is_string();
            if (!isPlain)
                continue;
            const std::string prefix = kind == std::string_view("converts") ? "refs/convert/" : "";
            const auto revision = Revision::parse(prefix + row["name"].get<std::string>());
            const auto commit = CommitSha::parse(row["targetCommit"].get<std::string>());
            if (revision && commit)
                refs.emplace_back(*revision, *commit);
        }
    }
    return refs;
}

Result<std::string> withoutXet(std::string_view text)
{
    auto document = parseUpstreamJson<ordered_json>(text, "the answer");
    if (!document)
        return fail(document.error());
    // URLs are looked for in the text as it is: none may hide behind an escape.
    const bool isPlain = text.find("xetHash") == std::string_view::npos && text.find("\\/") == std::string_view::npos &&
                         text.find("\\u") == std::string_view::npos;
    if (isPlain)
        return std::string(text);
    removeXet(*document);
    return document->dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<PathsQuestion> readPathsQuestion(std::string_view contentType, std::string_view body)
{
    const bool isForm = lowered(contentType).starts_with("application/x-www-form-urlencoded");
    if (!isForm)
        return readJsonPaths(body);
    const Query form = Query::parse(body);
    PathsQuestion result;
    result.expand = form.isTrue("expand");
    for (const std::string_view path : form.values("paths")) {
        if (const auto parsed = parseAskedPath(path))
            result.paths.push_back(*parsed);
    }
    return result;
}

} // namespace mirrorlake::hub
