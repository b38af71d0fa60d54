// What the fake Hub holds: repos with commits and refs, and who may see them. Repos are immutable values that are
// replaced, so an answer being built never sees half a change. Named "models/org/name", "datasets/org/name",
// "models/gpt2". Thread: any.
#pragma once

#include "base/ids.h"
#include "fakehub/content.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::fakehub {

struct File
{
    ContentPtr content;
    bool isLfs = false;
};

struct Commit
{
    std::string sha;
    std::string title;
    std::string date; ///< ISO with milliseconds and Z
    std::string parent;
    std::map<std::string, File> files;
};

struct Repo
{
    RepoType type = RepoType::Model;
    std::string id;
    std::string internalId; ///< 24 hex
    std::map<std::string, std::string>
        refs; ///< "refs/heads/main", "refs/tags/v1", "refs/pr/1", "refs/convert/parquet" → sha
    std::map<std::string, std::shared_ptr<const Commit>> commits;
    std::vector<std::string> history; ///< shas, oldest first
    bool isPrivate = false;
    bool isGated = false;
    bool isDisabled = false;
    bool hasXet = true;
    std::set<std::string> members; ///< users who see it if private, and its files if gated
    std::vector<std::string> tags{"safetensors"};
    std::string pipelineTag = "text-generation"; ///< of models only
    std::string library = "transformers";        ///< of models only
    std::int64_t downloads = 1;
    std::int64_t likes = 1;
    std::int64_t parameters = 0; ///< 0: not known

    std::string key() const;
    /// Branch, tag, full ref, commit or at least 5 digits of one.
    std::shared_ptr<const Commit> resolve(std::string_view revision) const;
};

using RepoPtr = std::shared_ptr<const Repo>;

/// One changed file of a commit; no content removes it. Unless said, files of 10 MiB and more and of the usual suffixes
/// are LFS.
struct Change
{
    std::string path;
    ContentPtr content;
    std::optional<bool> isLfs = {};
};

/// "hf_…" in the shape of a real token, for a user of the fake Hub: "alice" and "bob" are known to it.
std::string tokenOf(std::string_view user);

class World
{
public:
    /// Adds a commit upon a branch and moves the branch. Makes the repo and the branch if there are none. Returns the
    /// sha.
    std::string commit(const std::string &key, const std::string &branch, std::vector<Change> changes,
                       const std::string &title = "Update");
    /// A folder on disk as one commit; empty if it cannot be read.
    std::string commitFolder(const std::string &key, const std::filesystem::path &folder);

    RepoPtr find(const std::string &key) const;
    std::vector<RepoPtr> all() const;
    /// Head of a branch, or empty.
    std::string head(const std::string &key, const std::string &branch = "main") const;
    /// Where a renamed repo went, or one asked for in wrong letter case: its key.
    std::optional<std::string> renamed(const std::string &key) const;

    /// False if there is no such repo.
    bool change(const std::string &key, const std::function<void(Repo &)> &edit);
    bool setRef(const std::string &key, const std::string &ref, const std::string &sha);
    bool gate(const std::string &key, std::set<std::string> members);
    bool erase(const std::string &key);
    bool rename(const std::string &key, const std::string &newId);

private:
    mutable std::mutex m_mutex;
    std::map<std::string, RepoPtr> m_repos;
    std::map<std::string, std::string> m_renamed;
};

} // namespace mirrorlake::fakehub
