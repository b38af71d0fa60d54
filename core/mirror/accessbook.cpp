#include "mirror/accessbook.h"

namespace mirrorlake::mirror {

namespace {

using namespace std::chrono_literals;
using catalog::Access;

constexpr std::size_t maxVerdicts = 10'000;
constexpr auto allowedFor = 10min;
constexpr auto refusedFor = 1min;
constexpr auto allowedWithoutUpstream = 7 * 24h;
/// An anonymous caller of a closed repo makes us ask again at most this often whether it is still closed.
constexpr std::int64_t closedForSeconds = 60;

std::string keyOf(const RepoKey &repo, const std::string &fingerprint)
{
    return repo.text() + " " + fingerprint;
}

} // namespace

bool isClosed(ErrorCode code)
{
    return code == ErrorCode::RepoNotFound || code == ErrorCode::GatedRepo;
}

Access AccessBook::access(const RepoKey &repo) const
{
    const auto record = m_catalog.repo(repo);
    return record ? record->access : Access::Unknown;
}

void AccessBook::setAccess(const RepoKey &repo, Access access)
{
    m_catalog.putRepo({repo, access, unixSeconds(m_clock.wall())});
}

Right AccessBook::files(const RepoKey &repo, Ask &ask) const
{
    switch (access(repo)) {
    case Access::Public:
        return Right::Granted;
    case Access::Unknown:
        return Right::MustAsk;
    default:
        return callersOwn(repo, ask);
    }
}

Right AccessBook::metadata(const RepoKey &repo, Ask &ask) const
{
    return access(repo) == Access::Gated ? Right::Granted : files(repo, ask);
}

Right AccessBook::callersOwn(const RepoKey &repo, Ask &ask) const
{
    if (ask.caller.isAnonymous()) {
        const auto record = m_catalog.repo(repo);
        const bool isRecent = record && unixSeconds(m_clock.wall()) - record->accessCheckedAt < closedForSeconds;
        return isRecent || ask.allowsStale ? Right::Refused : Right::MustAsk;
    }
    const std::lock_guard lock(m_mutex);
    const auto found = m_verdicts.find(keyOf(repo, ask.caller.fingerprint));
    if (found == m_verdicts.end())
        return Right::MustAsk;
    const auto age = m_clock.steady() - found->second.at;
    if (!found->second.isAllowed)
        return age < refusedFor ? Right::Refused : Right::MustAsk;
    if (age < allowedFor)
        return Right::Granted;
    if (ask.allowsStale && age < allowedWithoutUpstream) {
        ask.usedStale = true;
        return Right::Granted;
    }
    return Right::MustAsk;
}

bool AccessBook::isRefused(const RepoKey &repo, const std::string &fingerprint) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_verdicts.find(keyOf(repo, fingerprint));
    return found != m_verdicts.end() && !found->second.isAllowed;
}

Error AccessBook::refusal(const RepoKey &repo, const Caller &caller) const
{
    if (access(repo) != Access::Gated)
        return {ErrorCode::RepoNotFound, "Repository not found, or it is private and needs a token that may read it."};
    const std::string start = "Access to " + repo.id.text() + " is restricted";
    if (caller.isAnonymous())
        return {ErrorCode::GatedRepo,
                start + ". You must have access to it and be authenticated to access it. Please log in."};
    return {ErrorCode::GatedRepo,
            start + " and you are not in the authorized list. Ask for access on its page at the Hub."};
}

void AccessBook::setVerdict(const RepoKey &repo, const Caller &caller, bool isAllowed)
{
    const std::lock_guard lock(m_mutex);
    if (m_verdicts.size() >= maxVerdicts)
        m_verdicts.erase(m_verdicts.begin());
    m_verdicts[keyOf(repo, caller.fingerprint)] = {isAllowed, m_clock.steady()};
}

} // namespace mirrorlake::mirror
