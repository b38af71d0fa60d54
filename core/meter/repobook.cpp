#include "meter/repobook.h"

#include <utility>

namespace mirrorlake::meter {

namespace {

constexpr std::size_t most = 50'000; ///< between two times of taking; further ones are counted together

} // namespace

RepoIncrement &RepoBook::increment(const std::string &day, const std::string &repo)
{
    auto key = std::pair(day, repo);
    if (m_repos.size() >= most && !m_repos.contains(key))
        key.second = "other";
    RepoIncrement &found = m_repos[key];
    found.day = key.first;
    found.repo = key.second;
    return found;
}

void RepoBook::served(const std::string &day, const std::string &repo, std::int64_t bytes)
{
    if (!repo.empty() && bytes > 0)
        increment(day, repo).served += bytes;
}

void RepoBook::counted(const std::string &day, const std::string &repo, int hit)
{
    RepoIncrement &found = increment(day, repo);
    ++found.files;
    found.hits += hit;
}

std::vector<RepoIncrement> RepoBook::take()
{
    std::vector<RepoIncrement> all;
    for (auto &[key, found] : std::exchange(m_repos, {}))
        all.push_back(std::move(found));
    return all;
}

} // namespace mirrorlake::meter
