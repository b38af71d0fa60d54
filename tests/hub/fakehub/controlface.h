// Drives the fake Hub over HTTP, under /-/ on both ports:
//   GET /-/health   GET /-/repos   GET /-/log[?after=N]   DELETE /-/log
//   GET /-/knobs    POST /-/knobs {rule} → {"id"}   DELETE /-/knobs[?id=N]   POST /-/release?id=N
//   POST /-/do {"do": "move", "repo", "ref", "sha"} | "delete" {"repo"} | "rename" {"repo", "id"} | "gate" {"repo",
//   "members"} |
//        "commit" {"repo", "branch", "files": {path: text | {"seed", "size"[, "sha256"]} | null}} | "disable" {"repo"} | "private"
//        {"repo", "members"} | "xet" {"repo", "on"} | "expire-signatures" | "refuse" {"listener", "drop"} | "accept"
//        {"listener"}
// Thread: any.
#pragma once

#include "fakehub/cdnface.h"
#include "fakehub/knobs.h"
#include "fakehub/reply.h"
#include "fakehub/requestlog.h"
#include "fakehub/target.h"
#include "fakehub/world.h"

#include <functional>

namespace mirrorlake::fakehub {

class ControlFace
{
public:
    struct House
    {
        World &world;
        Knobs &knobs;
        RequestLog &log;
        CdnFace &cdn;
        std::function<void(const std::string &listener, bool drops)> refuse;
        std::function<void(const std::string &listener)> accept;
    };
    explicit ControlFace(House house) : m_house(std::move(house)) {}

    Reply answer(const HttpRequest &request);

private:
    Reply log(const HttpRequest &request, const Target &target);
    Reply knobs(const HttpRequest &request, const Target &target);
    Reply repos(const HttpRequest &request) const;
    Reply act(const HttpRequest &request);
    Result<nlohmann::json> perform(const nlohmann::json &order);

    House m_house;
};

} // namespace mirrorlake::fakehub
