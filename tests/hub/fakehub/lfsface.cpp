#include "fakehub/lfsface.h"

#include "fakehub/hubface.h"

#include <nlohmann/json.hpp>

namespace mirrorlake::fakehub {

namespace {

using Json = nlohmann::json;

Reply lfsReply(int status, const Json &json)
{
    Reply reply;
    reply.status = status;
    reply.set("Content-Type", "application/vnd.git-lfs+json; charset=utf-8");
    reply.text = json.dump();
    return reply;
}

ContentPtr contentNamed(const Repo &repo, const std::string &oid)
{
    for (const auto &[sha, commit] : repo.commits) {
        for (const auto &[path, file] : commit->files) {
            if (file.isLfs && file.content->sha256() == oid)
                return file.content;
        }
    }
    return nullptr;
}

} // namespace

Reply LfsFace::batch(const HttpRequest &request, const std::string &key)
{
    const RepoPtr repo = m_world.find(key);
    if (auto refused = refusalOf(repo, callerOf(request), "?", true)) {
        Reply reply = lfsReply(refused->status, {{"message", "Access denied"}});
        if (refused->status == 401)
            reply.set("WWW-Authenticate", "Basic realm=\"Authentication required\"");
        return reply;
    }
    const Json question = Json::parse(request.body, nullptr, false);
    if (!question.is_object() || !question.contains("objects"))
        return lfsReply(422, {{"message", "Invalid batch request"}});
    if (question.value("operation", "") != "download")
        return lfsReply(403, {{"message", "You are not allowed to push to this repository"}});
    Json objects = Json::array();
    for (const Json &object : question["objects"]) {
        const std::string oid = object.value("oid", "");
        Json row{{"oid", oid}, {"size", object.value("size", 0)}, {"authenticated", true}};
        if (const ContentPtr content = contentNamed(*repo, oid)) {
            row["size"] = content->size();
            row["actions"]["download"] = {{"href", m_cdnUrl + m_cdn.sign(*repo, content, oid)}, {"expires_in", 3600}};
        } else {
            row["error"] = {{"code", 404}, {"message", "Object does not exist on the server"}};
        }
        objects.push_back(std::move(row));
    }
    return lfsReply(200, {{"transfer", "basic"}, {"objects", std::move(objects)}, {"hash_algo", "sha256"}});
}

} // namespace mirrorlake::fakehub
