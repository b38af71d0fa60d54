// The face of the fake Hub: file URLs with their redirects, the JSON API, and the error contract (hub-protocol §2, §3,
// §7). Thread: any.
#pragma once

#include "fakehub/casface.h"
#include "fakehub/cdnface.h"
#include "fakehub/gitface.h"
#include "fakehub/lfsface.h"
#include "fakehub/ociface.h"
#include "fakehub/options.h"
#include "fakehub/pagesface.h"
#include "fakehub/reply.h"
#include "fakehub/target.h"
#include "fakehub/world.h"

#include <atomic>
#include <optional>
#include <string>

namespace mirrorlake::fakehub {

/// Who asks. Bearer and Basic mean the same.
struct Caller
{
    bool hasToken = false;
    std::string user; ///< "alice", "bob"; empty for none or for a token nobody has
};
Caller callerOf(const HttpRequest &request);

class HubFace
{
public:
    HubFace(const World &world, CdnFace &cdn, const Options &options)
        : m_world(world), m_cdn(cdn), m_cas(world, cdn), m_lfs(world, cdn), m_oci(world, cdn), m_git(world),
          m_pages(world), m_options(options)
    {}

    /// Where both listeners are reached; before the first answer.
    void setUrls(std::string hub, std::string cdn);
    Reply answer(const HttpRequest &request);
    /// A 429 with an empty rate-limit window, as rules ask for it.
    Reply tooMany(const HttpRequest &request, int seconds) const;

private:
    struct Place
    {
        RepoPtr repo;
        std::shared_ptr<const Commit> commit;
        std::string revision;
        std::string path;
    };
    Reply route(const HttpRequest &request, const Target &target);
    Reply resolve(const HttpRequest &request, const Target &target);
    Reply small(const Target &target, const Place &place, const File &file) const;
    Reply large(const Place &place, const File &file);
    Reply resolveCache(const HttpRequest &request, const Target &target) const;
    Reply raw(const HttpRequest &request, const Target &target) const;
    Reply api(const HttpRequest &request, const Target &target) const;
    Reply refs(const HttpRequest &request, const Target &target, const Repo &repo) const;
    Reply pathsInfo(const HttpRequest &request, const Target &target, const Place &place) const;
    Reply tree(const HttpRequest &request, const Target &target, const Place &place) const;
    Reply commits(const HttpRequest &request, const Target &target, const Place &place) const;
    Reply list(const HttpRequest &request, const Target &target) const;
    Reply other(const HttpRequest &request, const Target &target);
    /// git, git-lfs and the registry; nothing if this is none of them.
    std::optional<Reply> door(const HttpRequest &request, const Target &target);
    Reply moved(const Target &target, const std::string &newKey) const;
    void addRateLimit(Reply &reply, const Target &target);

    const World &m_world;
    CdnFace &m_cdn;
    CasFace m_cas;     // depends on: m_world, m_cdn
    LfsFace m_lfs;     // depends on: m_world, m_cdn
    OciFace m_oci;     // depends on: m_world, m_cdn
    GitFace m_git;     // depends on: m_world
    PagesFace m_pages; // depends on: m_world
    const Options m_options;
    std::string m_hubUrl;
    std::string m_cdnUrl;
    std::atomic<std::uint64_t> m_requests{0};
};

/// Why this caller may not have it, if so. path is the file asked for, empty for metadata.
std::optional<Reply> refusalOf(const RepoPtr &repo, const Caller &caller, std::string_view path, bool isApi);

/// Splits what follows the verb in a revision and a path: raw refs/pr/N and refs/convert/x, then the longest known
/// branch.
std::pair<std::string, std::string> splitRevision(const Repo &repo, const std::vector<std::string> &rest);

} // namespace mirrorlake::fakehub
