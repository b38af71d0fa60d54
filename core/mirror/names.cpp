#include "mirror/names.h"

#include "base/log.h"
#include "hub/address.h"
#include "hub/infojson.h"
#include "mirror/accessbook.h"
#include "upstream/hubstatus.h"

namespace mirrorlake::mirror {

namespace {

constexpr std::size_t mostNames = 10'000;

/// The answer is about this repo, to which the question was redirected.
bool leadsTo(const upstream::Response &answer, const RepoKey &repo)
{
    const std::string target = hub::apiTarget(repo);
    const std::string_view path = answer.header("x-mirrorlake-path").value_or("");
    const std::string_view rest = path.substr(std::min(path.size(), target.size()));
    return path.starts_with(target) && (rest.empty() || rest.front() == '/' || rest.front() == '?');
}

} // namespace

bool Names::isDue(const RepoKey &name, std::chrono::seconds ttl) const
{
    if (!m_catalog.canonical(name))
        return false;
    const std::lock_guard lock(m_mutex);
    const auto heard = m_heard.find(name);
    return heard == m_heard.end() || unixSeconds(m_clock.wall()) - heard->second >= ttl.count();
}

void Names::heard(const RepoKey &name)
{
    const std::lock_guard lock(m_mutex);
    if (m_heard.size() >= mostNames)
        m_heard.clear();
    m_heard.insert_or_assign(name, unixSeconds(m_clock.wall()));
}

void Names::release(const RepoKey &name)
{
    log::info("mirror", "{} stands for itself again", name.text());
    m_catalog.removeAlias(name);
}

void Names::follow(const RepoKey &name, const upstream::Response &answer, bool isPublic)
{
    const auto home = m_catalog.canonical(name);
    if (!home || answer.status >= 500 || answer.status == 429)
        return;
    if (answer.status < 400) {
        const auto info = hub::readInfo(answer.body);
        if (answer.status == 200 && info && info->id && *info->id == name.id)
            release(name);
        return;
    }
    const bool isHidden = isClosed(upstream::errorFromHub(answer).code) && !isPublic;
    if (!leadsTo(answer, *home) && !isHidden)
        release(name);
}

} // namespace mirrorlake::mirror
