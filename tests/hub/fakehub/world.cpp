#include "fakehub/world.h"

#include "base/text.h"
#include "fakehub/digest.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace mirrorlake::fakehub {

namespace {

bool isLfsByHabit(std::string_view path, std::int64_t size)
{
    static constexpr std::array suffixes{".7z",  ".arrow", ".bin",     ".ckpt",        ".gguf", ".gz",  ".h5",
                                         ".npz", ".onnx",  ".parquet", ".safetensors", ".pt",   ".pth", ".zip"};
    constexpr std::int64_t plainLimit = 10 * 1024 * 1024;
    return size >= plainLimit ||
           std::ranges::any_of(suffixes, [path](std::string_view suffix) { return path.ends_with(suffix); });
}

RepoType typeOfKey(std::string_view key)
{
    for (const RepoType type : {RepoType::Dataset, RepoType::Space, RepoType::Kernel}) {
        if (key.starts_with(std::string(apiNameOf(type)) + "/"))
            return type;
    }
    return RepoType::Model;
}

std::string dateOf(std::size_t number)
{
    return fmt::format("2024-{:02}-{:02}T10:57:45.000Z", 1 + number / 28 % 12, 1 + number % 28);
}

/// Depends on everything in the commit but the bytes' hashes, which would cost their computation.
std::string shaOf(const Repo &repo, const Commit &commit, const std::vector<Change> &changes)
{
    std::string text =
        fmt::format("commit {} {} {} {}\n", repo.internalId, repo.history.size(), commit.parent, commit.title);
    for (const Change &change : changes)
        text += fmt::format("{} {} {}\n", change.path, change.content ? change.content->size() : -1,
                            change.content ? change.content->label() : "");
    return sha1Hex(text);
}

} // namespace

std::string Repo::key() const
{
    return std::string(apiNameOf(type)) + "/" + id;
}

std::shared_ptr<const Commit> Repo::resolve(std::string_view revision) const
{
    const std::string name(revision);
    for (const char *prefix : {"refs/heads/", "refs/tags/", ""}) {
        const auto ref = refs.find(prefix + name);
        if (ref != refs.end())
            return commits.at(ref->second);
    }
    constexpr std::size_t shortest = 5;
    if (name.size() < shortest)
        return nullptr;
    const auto commit = commits.lower_bound(name);
    return commit != commits.end() && commit->first.starts_with(name) ? commit->second : nullptr;
}

std::string tokenOf(std::string_view user)
{
    constexpr std::size_t length = 37;
    std::string token = "hf_";
    while (token.size() < length)
        token += user;
    token.resize(length);
    return token;
}

std::string World::commit(const std::string &key, const std::string &branch, std::vector<Change> changes,
                          const std::string &title)
{
    const std::lock_guard lock(m_mutex);
    RepoPtr &slot = m_repos[key];
    auto repo = slot ? std::make_shared<Repo>(*slot) : std::make_shared<Repo>();
    if (!slot) {
        m_renamed.erase(key);
        repo->type = typeOfKey(key);
        repo->id = key.substr(apiNameOf(repo->type).size() + 1);
        repo->internalId = sha1Hex(key).substr(0, 24);
    }
    auto commit = std::make_shared<Commit>();
    std::string &head = repo->refs["refs/heads/" + branch];
    if (!head.empty())
        commit->files = repo->commits.at(head)->files;
    commit->parent = head;
    commit->title = title;
    commit->date = dateOf(repo->history.size());
    commit->sha = shaOf(*repo, *commit, changes);
    for (Change &change : changes) {
        if (change.content) {
            const bool isLfs = change.isLfs.value_or(isLfsByHabit(change.path, change.content->size()));
            commit->files[change.path] = {std::move(change.content), isLfs};
        } else {
            commit->files.erase(change.path);
        }
    }
    head = commit->sha;
    repo->history.push_back(commit->sha);
    repo->commits[commit->sha] = commit;
    slot = std::move(repo);
    return commit->sha;
}

std::string World::commitFolder(const std::string &key, const std::filesystem::path &folder)
{
    std::vector<Change> changes;
    std::error_code error;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder, error)) {
        if (!entry.is_regular_file())
            continue;
        ContentPtr content = diskContent(entry.path());
        if (!content)
            return {};
        changes.push_back({entry.path().lexically_relative(folder).generic_string(), std::move(content), {}});
    }
    return error || changes.empty() ? std::string() : commit(key, "main", std::move(changes), "Upload folder");
}

RepoPtr World::find(const std::string &key) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_repos.find(key);
    return found == m_repos.end() ? nullptr : found->second;
}

std::vector<RepoPtr> World::all() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<RepoPtr> repos;
    for (const auto &[key, repo] : m_repos)
        repos.push_back(repo);
    return repos;
}

std::string World::head(const std::string &key, const std::string &branch) const
{
    const RepoPtr repo = find(key);
    const auto commit = repo ? repo->resolve(branch) : nullptr;
    return commit ? commit->sha : std::string();
}

std::optional<std::string> World::renamed(const std::string &key) const
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_renamed.find(key); found != m_renamed.end())
        return found->second;
    if (m_repos.contains(key))
        return std::nullopt;
    const auto same =
        std::ranges::find_if(m_repos, [&](const auto &repo) { return equalsIgnoringCase(repo.first, key); });
    return same == m_repos.end() ? std::nullopt : std::optional(same->first);
}

bool World::change(const std::string &key, const std::function<void(Repo &)> &edit)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_repos.find(key);
    if (found == m_repos.end())
        return false;
    auto repo = std::make_shared<Repo>(*found->second);
    edit(*repo);
    found->second = std::move(repo);
    return true;
}

bool World::setRef(const std::string &key, const std::string &ref, const std::string &sha)
{
    const RepoPtr repo = find(key);
    if (!repo || !repo->commits.contains(sha))
        return false;
    return change(key, [&](Repo &edited) { edited.refs[ref] = sha; });
}

bool World::gate(const std::string &key, std::set<std::string> members)
{
    return change(key, [&](Repo &repo) {
        repo.isGated = true;
        repo.members = std::move(members);
    });
}

bool World::erase(const std::string &key)
{
    const std::lock_guard lock(m_mutex);
    return m_repos.erase(key) > 0;
}

bool World::rename(const std::string &key, const std::string &newId)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_repos.find(key);
    if (found == m_repos.end())
        return false;
    auto repo = std::make_shared<Repo>(*found->second);
    repo->id = newId;
    m_repos.erase(found);
    m_renamed[key] = repo->key();
    m_repos[repo->key()] = std::move(repo);
    return true;
}

} // namespace mirrorlake::fakehub
