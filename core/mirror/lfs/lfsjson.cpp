#include "mirror/lfs/lfsjson.h"

#include "hub/safejson.h"

#include <nlohmann/json.hpp>

namespace mirrorlake::mirror {

namespace {

using Json = nlohmann::json;

constexpr std::size_t mostObjects = 1000;

std::string textOf(const Json &object, const char *name)
{
    const auto field = object.find(name);
    return field != object.end() && field->is_string() ? field->get<std::string>() : std::string();
}

std::int64_t sizeOf(const Json &object)
{
    const auto field = object.find("size");
    constexpr auto largest = static_cast<std::uint64_t>(hub::largestFile);
    const bool isSize = field != object.end() && field->is_number_unsigned() && field->get<std::uint64_t>() <= largest;
    return isSize ? field->get<std::int64_t>() : -1;
}

const Json *objectsOf(const Json &json)
{
    const auto objects = json.is_object() ? json.find("objects") : json.end();
    return json.is_object() && objects != json.end() && objects->is_array() ? &*objects : nullptr;
}

Result<BlobHash> oidOf(const Json &object)
{
    auto oid = BlobHash::parse(object.is_object() ? textOf(object, "oid") : std::string());
    if (!oid || oid->kind() != BlobHash::Kind::Sha256)
        return fail(ErrorCode::BadRequest, "an object is not named by its sha256");
    return oid;
}

/// href of actions.download, or empty.
std::string hrefOf(const Json &object)
{
    const auto actions = object.find("actions");
    if (actions == object.end() || !actions->is_object())
        return {};
    const auto download = actions->find("download");
    return download != actions->end() && download->is_object() ? textOf(*download, "href") : std::string();
}

} // namespace

Result<LfsQuestion> readLfsQuestion(std::string_view text)
{
    const Json json = hub::isModestJson(text) ? Json::parse(text, nullptr, false) : Json();
    const Json *objects = objectsOf(json);
    if (!objects)
        return fail(ErrorCode::BadRequest, "this is no question of git-lfs");
    const std::string algorithm = textOf(json, "hash_algo");
    if (!algorithm.empty() && algorithm != "sha256")
        return fail(ErrorCode::BadRequest, "objects are named by sha256 here");
    if (objects->size() > mostObjects)
        return fail(ErrorCode::BodyTooLarge, "at most 1000 objects may be asked for at once");
    LfsQuestion question{textOf(json, "operation") == "download", {}};
    for (const Json &object : *objects) {
        auto oid = oidOf(object);
        if (!oid)
            return fail(oid.error());
        question.oids.push_back(std::move(*oid));
    }
    return question;
}

std::string writeLfsQuestion(const std::vector<BlobHash> &oids)
{
    Json objects = Json::array();
    for (const BlobHash &oid : oids)
        objects.push_back({{"oid", oid.text()}, {"size", 0}});
    return Json{
        {"operation", "download"}, {"transfers", {"basic"}}, {"hash_algo", "sha256"}, {"objects", std::move(objects)}}
        .dump();
}

Result<std::vector<LfsAnswer>> readLfsAnswer(std::string_view text)
{
    const auto json = hub::parseUpstreamJson<Json>(text, "the batch answer");
    if (!json)
        return fail(json.error());
    const Json *objects = objectsOf(*json);
    if (!objects)
        return fail(ErrorCode::UpstreamBroken, "the batch answer is not what git-lfs describes");
    std::vector<LfsAnswer> answers;
    for (const Json &object : *objects) {
        auto oid = oidOf(object);
        const std::int64_t size = oid ? sizeOf(object) : -1;
        if (size >= 0)
            answers.push_back({std::move(*oid), size, hrefOf(object), {}, 0, {}});
    }
    return answers;
}

std::string writeLfsAnswer(const std::vector<LfsAnswer> &answers, std::int64_t expiresInSeconds)
{
    Json objects = Json::array();
    for (const LfsAnswer &answer : answers) {
        Json object{{"oid", answer.oid.text()}, {"size", answer.size}};
        if (answer.href.empty()) {
            object["error"] = {{"code", answer.errorCode}, {"message", answer.errorWords}};
        } else {
            Json download{{"href", answer.href}, {"expires_in", expiresInSeconds}};
            if (!answer.authorization.empty())
                download["header"] = {{"Authorization", answer.authorization}};
            object["authenticated"] = true;
            object["actions"] = {{"download", std::move(download)}};
        }
        objects.push_back(std::move(object));
    }
    return Json{{"transfer", "basic"}, {"hash_algo", "sha256"}, {"objects", std::move(objects)}}.dump(
        -1, ' ', false, Json::error_handler_t::replace);
}

} // namespace mirrorlake::mirror
