// Who may read what (promise 8): what upstream said of a repo (public, gated, private), and of each caller's own right
// to it. Verdicts live in memory only, under a keyed hash of the token: allowed for 10 minutes, refused for 1, and an
// allowed one for up to 7 days while upstream cannot be asked. Thread: any; nothing here waits.
#pragma once

#include "base/clock.h"
#include "catalog/catalog.h"
#include "mirror/ask.h"

#include <map>
#include <mutex>

namespace mirrorlake::mirror {

enum class Right
{
    Granted,
    MustAsk, ///< upstream has to be asked with the caller's own token, or about the repo at all
    Refused,
};

/// True for the errors by which upstream says that a repo is not open to the one who asked.
bool isClosed(ErrorCode code);

class AccessBook
{
public:
    AccessBook(catalog::Catalog &catalog, const Clock &clock) : m_catalog(catalog), m_clock(clock) {}

    /// Right to the bytes of files.
    Right files(const RepoKey &repo, Ask &ask) const;
    /// Right to info, tree and refs: open for gated repos, closed for private ones.
    Right metadata(const RepoKey &repo, Ask &ask) const;
    /// True when the last that upstream said of this caller is no.
    bool isRefused(const RepoKey &repo, const std::string &fingerprint) const;
    /// What a refused caller is told: the same for missing and private (no enumeration).
    Error refusal(const RepoKey &repo, const Caller &caller) const;

    catalog::Access access(const RepoKey &repo) const;
    void setAccess(const RepoKey &repo, catalog::Access access);
    void setVerdict(const RepoKey &repo, const Caller &caller, bool isAllowed);

private:
    struct Verdict
    {
        bool isAllowed = false;
        Clock::Steady at;
    };
    Right callersOwn(const RepoKey &repo, Ask &ask) const;

    catalog::Catalog &m_catalog;
    const Clock &m_clock;
    mutable std::mutex m_mutex;
    std::map<std::string, Verdict> m_verdicts; ///< by repo and fingerprint; at most 10,000
};

} // namespace mirrorlake::mirror
