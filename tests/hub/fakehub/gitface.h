// git over HTTP at the fake Hub (hub-protocol §1.7): a repo of the world becomes a real git repository in a temporary
// folder when it is first asked for, and git's own upload-pack answers. Commits there bear git's hashes, not those of
// the world. Needs the program git. Thread: any; one question at a time.
#pragma once

#include "fakehub/reply.h"
#include "fakehub/world.h"

#include <filesystem>
#include <map>
#include <mutex>

namespace mirrorlake::fakehub {

class GitFace
{
public:
    explicit GitFace(const World &world) : m_world(world) {}
    ~GitFace(); ///< removes the folder

    /// GET …/info/refs?service=git-upload-pack.
    Reply refs(const HttpRequest &request, const std::string &key);
    /// POST …/git-upload-pack.
    Reply uploadPack(const HttpRequest &request, const std::string &key);

private:
    struct Made
    {
        std::string heads; ///< of the refs when it was made
        std::filesystem::path folder;
    };
    std::optional<Reply> refusal(const HttpRequest &request, const RepoPtr &repo) const;
    /// Empty if git cannot make it.
    std::filesystem::path folderOf(const Repo &repo);
    Reply run(const HttpRequest &request, const std::string &key, bool isAdvertising);

    const World &m_world;
    std::mutex m_mutex;
    std::filesystem::path m_root;
    std::map<std::string, Made> m_made;
};

} // namespace mirrorlake::fakehub
