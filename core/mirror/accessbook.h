// Who may read what (promise 8): what upstream said of a repo (public, gated, private), and of each caller's own right
// to it. Verdicts live in memory only, under a keyed hash of the token, and for as long as the options say. The owner
// may name repos for which the mirror lends its own token: whoever has no right of their own is then answered as the
// borrower, a caller of that right. Thread: any; nothing here waits.
#pragma once

#include "base/clock.h"
#include "catalog/catalog.h"
#include "mirror/accessoptions.h"
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
    AccessBook(catalog::Catalog &catalog, const Clock &clock, AccessOptions options = {})
        : m_catalog(catalog), m_clock(clock), m_options(std::move(options))
    {}

    /// Right to the bytes of files. Where it is granted by the mirror's own token, the ask's caller becomes the
    /// borrower.
    Right files(const RepoKey &repo, Ask &ask) const;
    /// Right to info, tree and refs: open for gated repos, closed for private ones.
    Right metadata(const RepoKey &repo, Ask &ask) const;
    /// True for repos whose readers may borrow the mirror's own token.
    bool isLent(const RepoKey &repo) const;
    static Caller borrower(const Caller &caller);
    static bool isBorrower(const Caller &caller);
    /// True when the last that upstream said of this caller is no, or when nothing is lent to the borrower any more.
    bool isRefused(const RepoKey &repo, const std::string &fingerprint) const;
    /// What a refused caller is told: the same for missing and private (no enumeration).
    Error refusal(const RepoKey &repo, const Caller &caller) const;

    catalog::Access access(const RepoKey &repo) const;
    void setAccess(const RepoKey &repo, catalog::Access access);
    void setVerdict(const RepoKey &repo, const Caller &caller, bool isAllowed);
    /// Upstream refused this caller a direct question by this code: the right ends at once, and a repo that was open to
    /// everyone is closed. Other codes say nothing.
    void noteRefusal(const RepoKey &repo, const Caller &caller, ErrorCode code);
    /// Upstream refused something to whoever it was: this caller's right has to be asked for again.
    void doubt(const RepoKey &repo, const Caller &caller);

private:
    struct Verdict
    {
        bool isAllowed = false;
        Clock::Steady at;
    };
    Right callersOwn(const RepoKey &repo, Ask &ask) const;
    Right ofVerdict(const RepoKey &repo, const std::string &fingerprint, Ask &ask) const;
    Right ofClosed(const RepoKey &repo, const Ask &ask) const;

    catalog::Catalog &m_catalog;
    const Clock &m_clock;
    const AccessOptions m_options;
    mutable std::mutex m_mutex;
    std::map<std::string, Verdict> m_verdicts; ///< by repo and fingerprint; at most 10,000
};

} // namespace mirrorlake::mirror
