#include "mirror/documents.h"

#include "base/text.h"
#include "hub/address.h"
#include "hub/infojson.h"
#include "hub/link.h"
#include "upstream/hubstatus.h"

namespace mirrorlake::mirror {

namespace {

using catalog::Access;
using catalog::Document;

upstream::Request requestFor(const DocumentQuestion &question, const Document *kept)
{
    upstream::Request request;
    request.url = question.target;
    request.acceptsCompressed = true;
    if (!question.formBody.empty()) {
        request.method = HttpMethod::Post;
        request.body = question.formBody;
        request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    } else if (kept && !kept->etag.empty()) {
        request.headers.push_back({"If-None-Match", kept->etag});
    }
    return request;
}

/// An info fills only what was asked for: it is of this commit, and of this repo, whose other name it may tell where
/// the Hub redirected to it, or spells it otherwise, or has put an owner before it.
Result<void> checkMeaning(const DocumentQuestion &question, const upstream::Response &response)
{
    const std::string target = hub::apiTarget(question.repo);
    const std::string_view path = std::string_view(question.target).substr(0, question.target.find('?'));
    const auto info = path == target || question.infoRevision ? hub::readInfo(response.body)
                                                              : Result<hub::InfoFacts>(hub::InfoFacts{});
    if (!info)
        return fail(info.error());
    const bool isOfCommit = !question.infoRevision || !question.infoRevision->isCommit() || !info->commit ||
                            info->commit->text() == question.infoRevision->text();
    if (!isOfCommit)
        return fail(ErrorCode::UpstreamBroken, "upstream speaks of another commit than was asked for");
    if (!info->id || equalsIgnoringCase(info->id->text(), question.repo.id.text()))
        return {};
    const std::string name = "/" + question.repo.id.text();
    const bool isLegacy = question.repo.id.isLegacy() && info->id->text().ends_with(name);
    const std::string moved = hub::apiTarget(RepoKey{question.repo.type, *info->id, question.repo.origin});
    const std::string_view last = response.header("x-mirrorlake-path").value_or("");
    const bool isRedirected = last.substr(0, last.find('?')) == moved || last.starts_with(moved + "/");
    if (isLegacy || isRedirected)
        return {};
    return fail(ErrorCode::UpstreamBroken, "upstream speaks of another repository than was asked for");
}

} // namespace

std::string DocumentQuestion::key() const
{
    return formBody.empty() ? target : target + " " + formBody;
}

DocumentQuestion Documents::infoQuestion(const RepoKey &repo, const std::optional<Revision> &revision,
                                         const std::string &query, std::chrono::seconds ttl) const
{
    DocumentQuestion question{
        repo, revision ? hub::apiTarget(repo, "revision", *revision) : hub::apiTarget(repo), revision, {}, ttl};
    if (!query.empty())
        question.target += "?" + query;
    return question;
}

bool Documents::isFresh(const DocumentQuestion &question, const Document &document) const
{
    if (question.ttl.count() == 0)
        return true;
    if (unixSeconds(m_clock.wall()) - document.fetchedAt >= question.ttl.count())
        return false;
    if (!question.infoRevision || document.commit.empty())
        return true;
    const auto ref = m_catalog.ref(question.repo, *question.infoRevision);
    return !ref || ref->commit.text() == document.commit; // the branch may have been seen elsewhere since
}

Known<std::shared_ptr<const Document>> Documents::find(const DocumentQuestion &question, Ask &ask) const
{
    const Right right = m_access.metadata(question.repo, ask);
    if (right == Right::Refused)
        return m_access.refusal(question.repo, ask.caller);
    auto document = m_catalog.documentInMemory(question.key());
    if (right == Right::Granted && document && (ask.allowsStale || isFresh(question, *document))) {
        ask.usedStale = ask.usedStale || !isFresh(question, *document);
        return document;
    }
    const std::string scope = right == Right::Granted ? "" : " for " + ask.caller.fingerprint;
    const bool mustAsk = right != Right::Granted;
    return Need{"document " + question.key() + scope + (ask.allowsStale ? " stale" : ""),
                [this, question, caller = ask.caller, mayUseKept = ask.allowsStale, mustAsk] {
                    return mustAsk ? refresh(question, caller) : learn(question, caller, mayUseKept);
                }};
}

Known<RepoKey> Documents::home(const RepoKey &asked, const std::optional<Revision> &revision, std::chrono::seconds ttl,
                               const Ask &ask) const
{
    const RepoKey repo = m_catalog.canonical(asked).value_or(asked);
    const bool isForGood = revision && revision->isCommit();
    if (isForGood || ask.allowsStale || !m_names.isDue(asked, ttl))
        return repo;
    const DocumentQuestion question = infoQuestion(asked, revision, "", ttl);
    return Need{"name " + question.key() + " for " + ask.caller.fingerprint,
                [this, question, caller = ask.caller]() -> Result<void> {
                    const auto learned = refresh(question, caller);
                    if (!learned && isUpstreamTrouble(learned.error().code))
                        return learned;
                    m_names.heard(question.repo); // what was refused is for the question itself to tell
                    return {};
                }};
}

Known<RepoKey> Documents::enter(const RepoKey &asked, Ask &ask) const
{
    const RepoKey repo = m_catalog.canonical(asked).value_or(asked);
    const Right right = m_access.metadata(repo, ask);
    if (right == Right::Refused)
        return m_access.refusal(repo, ask.caller);
    if (right == Right::Granted)
        return repo;
    return Need{"access " + repo.text() + " for " + ask.caller.fingerprint, [this, repo, caller = ask.caller] {
                    return refresh(infoQuestion(repo, std::nullopt, "", std::chrono::seconds(60)), caller);
                }};
}

/// From disk if that is good enough, else from upstream.
Result<void> Documents::learn(const DocumentQuestion &question, const Caller &caller, bool allowsStale) const
{
    const auto kept = m_catalog.loadDocument(question.key());
    const bool isEnough = kept && *kept && (allowsStale || isFresh(question, **kept));
    return isEnough ? Result<void>() : refresh(question, caller);
}

Result<void> Documents::refresh(const DocumentQuestion &question, const Caller &caller) const
{
    std::optional<Caller> allowed;
    const auto response = askUpstream(question, caller, allowed);
    if (!response)
        return fail(response.error());
    if (allowed)
        m_access.setVerdict(question.repo, *allowed, true);
    const Result<void> kept = response->status == 304 ? touch(question) : keep(question, *response);
    if (!kept)
        return kept;
    noteInfo(question, allowed.has_value());
    const bool isFullInfo = question.target == hub::apiTarget(question.repo);
    return isFullInfo ? Result<void>() : classify(question.repo, caller);
}

/// A listing says nothing of who may read the files: the full info does, and is asked for once.
Result<void> Documents::classify(const RepoKey &repo, const Caller &caller) const
{
    if (m_access.access(repo) != Access::Unknown)
        return {};
    return refresh(infoQuestion(repo, std::nullopt, "", std::chrono::seconds(60)), caller);
}

/// Upstream says 304: what is kept is right, from now on again.
Result<void> Documents::touch(const DocumentQuestion &question) const
{
    const auto kept = m_catalog.loadDocument(question.key());
    if (!kept || !*kept)
        return fail(ErrorCode::UpstreamBroken, "upstream says unchanged of something that is not here");
    Document touched = **kept;
    touched.fetchedAt = unixSeconds(m_clock.wall());
    m_catalog.putDocument(question.key(), std::move(touched));
    return {};
}

/// Anonymously first, so that what is public is known as public; then with the caller's own token, which proves the
/// caller's own right; then, where that is lent, with the mirror's.
Result<upstream::Response> Documents::askUpstream(const DocumentQuestion &question, const Caller &caller,
                                                  std::optional<Caller> &allowed) const
{
    const auto kept = m_catalog.loadDocument(question.key());
    const upstream::Request request = requestFor(question, kept && *kept ? kept->get() : nullptr);
    upstream::Credentials anonymous;
    anonymous.mayUseRouteToken = false;
    auto response = askAs(question, request, anonymous);
    if (!response || response->status < 400)
        return response;
    Error refusal = upstream::errorFromHub(*response);
    std::vector<Caller> others;
    if (!caller.isAnonymous())
        others.push_back(caller);
    if (m_access.isLent(question.repo))
        others.push_back(AccessBook::borrower(caller));
    if (!isClosed(refusal.code) || others.empty()) {
        noteRefusal(question, caller, refusal);
        return fail(isClosed(refusal.code) ? m_access.refusal(question.repo, caller) : refusal);
    }
    m_access.setAccess(question.repo, refusal.code == ErrorCode::GatedRepo ? Access::Gated : Access::Private);
    for (const Caller &other : others) {
        auto own = askAs(question, request, other.credentials());
        if (own && own->status < 400)
            allowed = other;
        if (!own || own->status < 400)
            return own;
        refusal = upstream::errorFromHub(*own);
        noteRefusal(question, other, refusal);
        if (!isClosed(refusal.code))
            return fail(refusal);
    }
    return fail(m_access.refusal(question.repo, caller));
}

/// Asked under a name that stands for another repo, the answer says whether it still does.
Result<upstream::Response> Documents::askAs(const DocumentQuestion &question, const upstream::Request &request,
                                            const upstream::Credentials &credentials) const
{
    auto response = m_hub.api(request, credentials);
    if (response)
        m_names.follow(question.repo, *response, m_access.access(question.repo) == Access::Public);
    return response;
}

Result<void> Documents::proveRight(const RepoKey &repo, const Caller &caller) const
{
    upstream::Request request;
    request.url = hub::apiTarget(repo) + "/auth-check";
    const auto response = m_hub.api(request, caller.credentials());
    if (!response)
        return fail(response.error());
    if (response->status >= 500 || response->status == 429)
        return fail(ErrorCode::UpstreamFailed, "upstream did not say whether the caller may read the repository");
    m_access.setVerdict(repo, caller, response->status == 200);
    return response->status == 200 ? Result<void>() : fail(m_access.refusal(repo, caller));
}

void Documents::noteRefusal(const DocumentQuestion &question, const Caller &caller, const Error &error) const
{
    if (error.code == ErrorCode::RevisionNotFound && question.infoRevision) {
        m_catalog.removeRef(question.repo, *question.infoRevision);
        m_catalog.removeDocument(question.key());
    }
    m_access.noteRefusal(question.repo, caller, error.code);
}

Result<void> Documents::keep(const DocumentQuestion &question, const upstream::Response &response) const
{
    if (const auto meant = checkMeaning(question, response); !meant)
        return meant;
    auto body = hub::withoutXet(response.body);
    if (!body)
        return fail(body.error());
    Document document;
    document.body = std::move(*body);
    document.contentType = "application/json; charset=utf-8";
    document.etag = response.header("ETag").value_or("");
    document.commit = response.header("X-Repo-Commit").value_or("");
    document.fetchedAt = unixSeconds(m_clock.wall());
    document.next = hub::nextLink(response.header("Link").value_or("")).value_or("");
    if (const auto total = response.header("X-Total-Count"); total && !hasControlCharacter(*total))
        document.headers = "X-Total-Count: " + std::string(*total) + "\r\n";
    if (question.infoRevision && document.commit.empty()) {
        if (const auto info = hub::readInfo(response.body); info && info->commit)
            document.commit = info->commit->text();
    }
    m_catalog.putDocument(question.key(), std::move(document));
    return {};
}

/// What the info just kept says of its repo. An answer cut down to other fields (expand=) says less, and changes less.
void Documents::noteInfo(const DocumentQuestion &question, bool isClosedRepo) const
{
    const std::string target = hub::apiTarget(question.repo);
    const std::string_view path = std::string_view(question.target).substr(0, question.target.find('?'));
    if (path != target && !path.starts_with(target + "/revision/"))
        return;
    const auto kept = m_catalog.loadDocument(question.key());
    const auto info = kept && *kept ? hub::readInfo((*kept)->body) : tl::unexpected<Error>(Error{});
    if (!info)
        return;
    if (isClosedRepo || info->isPrivate == true)
        m_access.setAccess(question.repo, Access::Private);
    else if (info->isPrivate && info->isGated)
        m_access.setAccess(question.repo, *info->isGated ? Access::Gated : Access::Public);
    if (info->id && *info->id != question.repo.id) {
        m_catalog.putAlias(question.repo, RepoKey{question.repo.type, *info->id, question.repo.origin});
        m_names.heard(question.repo);
    }
    if (question.infoRevision && info->commit)
        m_catalog.putRef(question.repo, *question.infoRevision, {*info->commit, unixSeconds(m_clock.wall())});
}

} // namespace mirrorlake::mirror
