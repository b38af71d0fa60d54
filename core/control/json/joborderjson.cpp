#include "control/json/joborderjson.h"

#include "preload/wish.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace mirrorlake::control {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;
using preload::Choice;
using preload::JobChange;
using preload::JobCommand;
using preload::JobOrder;

constexpr double mostPace = 1e15;
constexpr std::array<std::string_view, 3> commands{"pause", "resume", "retry"};
constexpr std::array<std::string_view, 4> types{"model", "dataset", "space", "kernel"};
constexpr std::array<std::string_view, 13> orderKeys{
    "wish",    "type",  "repo",     "revision", "preset",       "quantisation",        "include",
    "exclude", "files", "priority", "schedule", "keep_current", "max_bytes_per_second"};

ordered_json choiceJson(const Choice &choice)
{
    return ordered_json::parse(toJson(choice));
}

tl::unexpected<Error> wrong(const std::string &what)
{
    return fail(ErrorCode::BadRequest, what);
}

/// The optional fields that orders and changes share; a wrong one is an error that names it.
Result<JobChange> fieldsOf(const json &object)
{
    JobChange fields;
    const auto number = [&](const char *key, std::optional<int> &to) {
        const auto found = object.find(key);
        if (found == object.end())
            return true;
        if (!found->is_number_integer() || found->get<double>() < -1e6 || found->get<double>() > 1e6)
            return false;
        to = found->get<int>();
        return true;
    };
    if (!number("priority", fields.priority))
        return wrong("priority is a whole number");
    if (!number("position", fields.position))
        return wrong("position is a whole number");
    if (const auto found = object.find("schedule"); found != object.end()) {
        if (!found->is_string())
            return wrong("schedule is a text such as 22:00-06:00");
        fields.schedule = found->get<std::string>();
    }
    if (const auto found = object.find("keep_current"); found != object.end()) {
        if (!found->is_boolean())
            return wrong("keep_current is true or false");
        fields.isKeptCurrent = found->get<bool>();
    }
    if (const auto found = object.find("max_bytes_per_second"); found != object.end()) {
        if (!found->is_number_integer() || found->get<double>() < 0 || found->get<double>() > mostPace)
            return wrong("max_bytes_per_second is a whole number of bytes, 0 for no limit");
        fields.maxBytesPerSecond = found->get<std::int64_t>();
    }
    return fields;
}

Result<std::string> textOf(const json &object, const char *key, const char *otherwise)
{
    const auto found = object.find(key);
    if (found == object.end())
        return std::string(otherwise);
    if (!found->is_string())
        return wrong(std::string(key) + " is a text");
    return found->get<std::string>();
}

Result<preload::Wish> namedRepo(const json &object)
{
    const auto type = textOf(object, "type", "model");
    const auto repo = textOf(object, "repo", "");
    const auto revision = textOf(object, "revision", "main");
    for (const auto *text : {&type, &repo, &revision}) {
        if (!*text)
            return fail(text->error());
    }
    const auto known = repoTypeNamed(*type);
    if (!known)
        return wrong("type is one of model, dataset, space, kernel");
    auto id = RepoId::parse(*repo);
    if (!id)
        return fail(id.error());
    auto parsed = Revision::parse(*revision);
    if (!parsed)
        return fail(parsed.error());
    return preload::Wish{{*known, std::move(*id)}, std::move(*parsed)};
}

Result<preload::Wish> wishIn(const json &object)
{
    const auto wish = object.find("wish");
    if (wish == object.end())
        return namedRepo(object);
    return wish->is_string() ? preload::parseWish(wish->get_ref<const std::string &>()) : wrong("wish is a text");
}

/// What is given beside a wish comes on top of what the wish itself says.
Choice merged(const Choice &wished, Choice given, const json &object)
{
    if (!object.contains("preset")) {
        given.preset = wished.preset;
        given.quantisation = wished.quantisation;
    }
    if (!object.contains("include"))
        given.include = wished.include;
    if (!object.contains("files"))
        given.files = wished.files;
    return given;
}

Result<json> objectIn(std::string_view text)
{
    json object = json::parse(text, nullptr, false);
    if (!object.is_object())
        return wrong("the body is no JSON object");
    return object;
}

} // namespace

ordered_json asJson(const JobOrder &order)
{
    ordered_json object = choiceJson(order.choice);
    object["type"] = nameOf(order.repo.type);
    object["repo"] = order.repo.id.text();
    object["revision"] = order.revision.text();
    object["priority"] = order.priority;
    object["schedule"] = order.schedule;
    object["keep_current"] = order.isKeptCurrent;
    object["max_bytes_per_second"] = order.maxBytesPerSecond;
    return object;
}

Result<JobOrder> orderFromJson(std::string_view text)
{
    const auto object = objectIn(text);
    if (!object)
        return fail(object.error());
    for (const auto &[key, value] : object->items()) {
        if (std::ranges::find(orderKeys, key) == orderKeys.end())
            return wrong("a job has no field " + key.substr(0, 100));
    }
    auto wish = wishIn(*object);
    if (!wish)
        return fail(wish.error());
    const auto choice = preload::choiceFromJson(text);
    if (!choice)
        return fail(choice.error());
    const auto fields = fieldsOf(*object);
    if (!fields)
        return fail(fields.error());
    return JobOrder{std::move(wish->repo),
                    std::move(wish->revision),
                    merged(wish->choice, *choice, *object),
                    fields->priority.value_or(0),
                    fields->schedule.value_or(""),
                    fields->isKeptCurrent.value_or(false),
                    fields->maxBytesPerSecond.value_or(0)};
}

ordered_json asJson(const JobChange &change)
{
    ordered_json object = ordered_json::object();
    if (change.priority)
        object["priority"] = *change.priority;
    if (change.position)
        object["position"] = *change.position;
    if (change.schedule)
        object["schedule"] = *change.schedule;
    if (change.isKeptCurrent)
        object["keep_current"] = *change.isKeptCurrent;
    if (change.maxBytesPerSecond)
        object["max_bytes_per_second"] = *change.maxBytesPerSecond;
    return object;
}

Result<JobChange> changeFromJson(std::string_view text)
{
    const auto object = objectIn(text);
    if (!object)
        return fail(object.error());
    auto change = fieldsOf(*object);
    const bool isEmpty = change && !change->priority && !change->position && !change->schedule &&
                         !change->isKeptCurrent && !change->maxBytesPerSecond;
    return isEmpty ? wrong("give priority, position, schedule, keep_current or max_bytes_per_second") : change;
}

std::string_view nameOf(JobCommand command)
{
    return commands[static_cast<std::size_t>(command)];
}

std::optional<JobCommand> jobCommandNamed(std::string_view name)
{
    const auto found = std::ranges::find(commands, name);
    if (found == commands.end())
        return std::nullopt;
    return static_cast<JobCommand>(found - commands.begin());
}

std::string_view nameOf(RepoType type)
{
    return types[static_cast<std::size_t>(type)];
}

std::optional<RepoType> repoTypeNamed(std::string_view name)
{
    const auto found = std::ranges::find(types, name);
    if (found == types.end())
        return std::nullopt;
    return static_cast<RepoType>(found - types.begin());
}

} // namespace mirrorlake::control
