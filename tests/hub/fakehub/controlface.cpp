#include "fakehub/controlface.h"

#include <cstdlib>

namespace mirrorlake::fakehub {

using Json = nlohmann::json;

namespace {

Reply bad(const Error &error)
{
    return jsonError(400, "", error.message);
}

int idOf(const Target &target)
{
    return std::atoi(target.field("id").value_or("0").c_str());
}

ContentPtr contentOf(const Json &file)
{
    if (file.is_null())
        return nullptr;
    if (file.is_string())
        return textContent(file.get<std::string>());
    return generatedContent(file.at("seed").get<std::uint64_t>(), file.at("size").get<std::int64_t>(),
                            file.value("sha256", std::string()));
}

std::set<std::string> membersOf(const Json &order)
{
    return order.value("members", std::set<std::string>());
}

Result<Json> done(bool isDone)
{
    if (!isDone)
        return fail(ErrorCode::BadRequest, "no such repo, ref or commit");
    return Json{{"ok", true}};
}

} // namespace

Reply ControlFace::answer(const HttpRequest &request)
{
    const Target target = parseTarget(request.target);
    if (target.path == "/-/health")
        return jsonReply(request, {{"ok", true}});
    if (target.path == "/-/log")
        return log(request, target);
    if (target.path == "/-/knobs")
        return knobs(request, target);
    if (target.path == "/-/repos")
        return repos(request);
    if (target.path == "/-/release") {
        const auto barrier = m_house.knobs.barrier(idOf(target));
        if (barrier)
            barrier->release();
        return barrier ? jsonReply(request, {{"ok", true}}) : jsonError(404, "", "no such barrier");
    }
    if (target.path == "/-/do")
        return act(request);
    return jsonError(404, "", "nothing here");
}

Reply ControlFace::log(const HttpRequest &request, const Target &target)
{
    if (request.methodName == "DELETE") {
        m_house.log.clear();
        return jsonReply(request, {{"ok", true}});
    }
    const std::uint64_t after = std::strtoull(target.field("after").value_or("0").c_str(), nullptr, 10);
    return jsonReply(request, m_house.log.where([after](const LoggedRequest &line) { return line.number > after; }));
}

Reply ControlFace::knobs(const HttpRequest &request, const Target &target)
{
    if (request.methodName == "DELETE") {
        if (target.field("id"))
            m_house.knobs.remove(idOf(target));
        else
            m_house.knobs.clear();
    }
    if (request.method != HttpMethod::Post)
        return jsonReply(request, m_house.knobs.describe());
    auto rule = ruleFromJson(Json::parse(request.body, nullptr, false));
    return rule ? jsonReply(request, {{"id", m_house.knobs.add(std::move(*rule))}}) : bad(rule.error());
}

Reply ControlFace::repos(const HttpRequest &request) const
{
    Json list = Json::object();
    for (const RepoPtr &repo : m_house.world.all()) {
        Json commits = Json::object();
        for (const std::string &sha : repo->history) {
            Json files = Json::object();
            for (const auto &[path, file] : repo->commits.at(sha)->files)
                files[path] = {
                    {"size", file.content->size()}, {"isLfs", file.isLfs}, {"sha256", file.content->sha256()}};
            commits[sha] = std::move(files);
        }
        list[repo->key()] = {{"refs", repo->refs}, {"history", repo->history}, {"commits", std::move(commits)}};
    }
    return jsonReply(request, list);
}

Reply ControlFace::act(const HttpRequest &request)
{
    try {
        auto result = perform(Json::parse(request.body));
        return result ? jsonReply(request, *result) : bad(result.error());
    } catch (const Json::exception &error) {
        return jsonError(400, "", error.what());
    }
}

Result<Json> ControlFace::perform(const Json &order)
{
    World &world = m_house.world;
    const std::string what = order.at("do").get<std::string>();
    if (what == "expire-signatures") {
        m_house.cdn.expireSignatures();
        return done(true);
    }
    if (what == "refuse" || what == "accept") {
        const std::string listener = order.at("listener").get<std::string>();
        if (what == "refuse")
            m_house.refuse(listener, order.value("drop", false));
        else
            m_house.accept(listener);
        return done(true);
    }
    const std::string repo = order.at("repo").get<std::string>();
    if (what == "move")
        return done(world.setRef(repo, order.at("ref").get<std::string>(), order.at("sha").get<std::string>()));
    if (what == "delete")
        return done(world.erase(repo));
    if (what == "rename")
        return done(world.rename(repo, order.at("id").get<std::string>()));
    if (what == "gate")
        return done(world.gate(repo, membersOf(order)));
    if (what == "disable")
        return done(world.change(repo, [](Repo &edited) { edited.isDisabled = true; }));
    if (what == "xet")
        return done(world.change(repo, [&](Repo &edited) { edited.hasXet = order.at("on").get<bool>(); }));
    if (what == "private") {
        return done(world.change(repo, [&](Repo &edited) {
            edited.isPrivate = true;
            edited.members = membersOf(order);
        }));
    }
    if (what != "commit")
        return fail(ErrorCode::BadRequest, "no such order: " + what);
    std::vector<Change> changes;
    for (const auto &[path, file] : order.at("files").items())
        changes.push_back({path, contentOf(file), {}});
    return Json{{"sha", world.commit(repo, order.value("branch", "main"), std::move(changes))}};
}

} // namespace mirrorlake::fakehub
