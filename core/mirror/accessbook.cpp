#include "mirror/accessbook.h"

#include "base/text.h"

#include <algorithm>

namespace mirrorlake::mirror {

namespace {

using catalog::Access;

constexpr std::size_t maxVerdicts = 10'000;
/// An anonymous caller of a closed repo makes us ask again at most this often whether it is still closed.
constexpr std::int64_t closedForSeconds = 60;

std::string keyOf(const RepoKey &repo, const std::string &fingerprint)
{
    return repo.text() + " " + fingerprint;
}

/// No fingerprint of a token: those are hex.
constexpr std::string_view borrowerName = "borrower";

/// '*' stands for any characters; letter case counts for nothing, as at the Hub.
bool isLike(std::string_view text, std::string_view pattern)
{
    std::size_t at = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resumed = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (at < pattern.size() && pattern[at] == '*') {
            star = at++;
            resumed = i;
        } else if (at < pattern.size() && equalsIgnoringCase(text.substr(i, 1), pattern.substr(at, 1))) {
            ++at;
            ++i;
        } else if (star != std::string_view::npos) {
            at = star + 1;
            i = ++resumed;
        } else {
            return false;
        }
    }
    return pattern.substr(at).find_first_not_of('*') == std::string_view::npos;
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
    const Right own = ask.caller.isAnonymous() ? ofClosed(repo, ask) : ofVerdict(repo, ask.caller.fingerprint, ask);
    if (own == Right::Granted || !isLent(repo))
        return own;
    const Right lent = ofVerdict(repo, std::string(borrowerName), ask);
    if (lent == Right::Granted)
        ask.caller = borrower(ask.caller);
    return lent;
}

Right AccessBook::ofClosed(const RepoKey &repo, const Ask &ask) const
{
    const auto record = m_catalog.repo(repo);
    if (record && record->access == Access::Private)
        return Right::MustAsk; // as of a repo that nobody knows: the answer must not tell them apart
    const bool isRecent = record && unixSeconds(m_clock.wall()) - record->accessCheckedAt < closedForSeconds;
    return isRecent || ask.allowsStale ? Right::Refused : Right::MustAsk;
}

Right AccessBook::ofVerdict(const RepoKey &repo, const std::string &fingerprint, Ask &ask) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_verdicts.find(keyOf(repo, fingerprint));
    if (found == m_verdicts.end())
        return Right::MustAsk;
    const auto age = m_clock.steady() - found->second.at;
    if (!found->second.isAllowed)
        return age < m_options.refusedFor ? Right::Refused : Right::MustAsk;
    if (age < m_options.allowedFor)
        return Right::Granted;
    if (ask.allowsStale && age < m_options.offlineFor) {
        ask.usedStale = true;
        return Right::Granted;
    }
    return Right::MustAsk;
}

bool AccessBook::isLent(const RepoKey &repo) const
{
    return std::ranges::any_of(m_options.lendTokenFor,
                               [&](const std::string &pattern) { return isLike(repo.id.text(), pattern); });
}

Caller AccessBook::borrower(const Caller &caller)
{
    return {{}, std::string(borrowerName), caller.address, caller.agent};
}

bool AccessBook::isBorrower(const Caller &caller)
{
    return caller.fingerprint == borrowerName;
}

bool AccessBook::isRefused(const RepoKey &repo, const std::string &fingerprint) const
{
    if (fingerprint == borrowerName && !isLent(repo))
        return true;
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

void AccessBook::noteRefusal(const RepoKey &repo, const Caller &caller, ErrorCode code)
{
    const bool isOwn = !caller.isAnonymous() || isBorrower(caller);
    if (isOwn && (isClosed(code) || code == ErrorCode::AccessDenied))
        setVerdict(repo, caller, false);
    else if (!isOwn && isClosed(code) && access(repo) != Access::Unknown)
        setAccess(repo, code == ErrorCode::GatedRepo ? Access::Gated : Access::Private);
}

void AccessBook::doubt(const RepoKey &repo, const Caller &caller)
{
    const std::lock_guard lock(m_mutex);
    m_verdicts.erase(keyOf(repo, caller.fingerprint));
}

} // namespace mirrorlake::mirror
