#include "catalog/wantedlist.h"

namespace mirrorlake::catalog {

namespace {

constexpr std::size_t most = 10'000;

} // namespace

void WantedList::add(const RepoKey &repo, const Revision &revision, std::string_view path, std::int64_t now)
{
    expect();
    const std::lock_guard lock(m_mutex);
    Key key(repo, revision, path);
    auto found = m_wanted.find(key);
    if (found == m_wanted.end()) {
        if (m_wanted.size() >= most)
            return;
        found = m_wanted.emplace(std::move(key), Wanted{repo, revision, std::string(path), now, 0}).first;
    }
    found->second.askedAt = now;
    ++found->second.times;
}

void WantedList::forget(const RepoKey &repo, const Revision &revision, std::string_view path)
{
    const std::lock_guard lock(m_mutex);
    m_wanted.erase(Key(repo, revision, path));
}

std::vector<Wanted> WantedList::take()
{
    std::map<Key, Wanted> taken;
    {
        const std::lock_guard lock(m_mutex);
        taken.swap(m_wanted);
    }
    std::vector<Wanted> wanted;
    wanted.reserve(taken.size());
    for (auto &[key, one] : taken)
        wanted.push_back(std::move(one));
    return wanted;
}

} // namespace mirrorlake::catalog
