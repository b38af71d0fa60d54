#include "mirror/pinnedfiles.h"

#include <utility>

namespace mirrorlake::mirror {

/// Two ages, each for half the time: what is forgotten is forgotten all at once, and nothing has to be sorted.
void PinnedFiles::age()
{
    constexpr auto halfTime = longest / 2;
    const auto now = m_clock.steady();
    const auto since = now - m_begun;
    if (since < halfTime && m_newer.size() < most / 2)
        return;
    m_older = since < longest ? std::exchange(m_newer, {}) : Files{};
    m_newer.clear();
    m_begun = now;
}

std::shared_ptr<const PinnedFile> PinnedFiles::find(const std::string &target)
{
    const std::lock_guard lock(m_mutex);
    age();
    for (const Files *files : {&m_newer, &m_older}) {
        if (const auto found = files->find(target); found != files->end())
            return found->second;
    }
    return nullptr;
}

void PinnedFiles::put(const std::string &target, std::shared_ptr<const PinnedFile> file)
{
    const std::lock_guard lock(m_mutex);
    age();
    m_newer.insert_or_assign(target, std::move(file));
}

} // namespace mirrorlake::mirror
