#include "mirror/trees.h"

#include "hub/address.h"
#include "hub/link.h"
#include "hub/treejson.h"
#include "upstream/hubstatus.h"

#include <set>

namespace mirrorlake::mirror {

namespace {

/// No repository of the Hub comes near; a listing past these is an attack or an error.
constexpr std::size_t maxEntries = 1'000'000;
constexpr std::size_t maxPages = 4'000;

/// The next page may only go on with the listing that was asked for, or with the one that this was redirected to.
bool isSameListing(std::string_view asked, std::string_view next, const upstream::Response &response)
{
    const std::string_view path = next.substr(0, next.find('?'));
    return path == asked.substr(0, asked.find('?')) ||
           path.ends_with(response.header("x-mirrorlake-path").value_or("?"));
}

} // namespace

Known<Trees::TreePointer> Trees::find(const RepoKey &repo, const CommitSha &commit, const Ask &ask) const
{
    if (auto tree = m_catalog.treeInMemory(repo, commit))
        return tree;
    return need(repo, commit, ask.caller);
}

Need Trees::need(const RepoKey &repo, const CommitSha &commit, const Caller &caller) const
{
    return {"tree " + repo.text() + " " + commit.text() + " for " + caller.fingerprint,
            [this, repo, commit, caller] { return learn(repo, commit, caller).map([](const TreePointer &) {}); }};
}

Result<Trees::TreePointer> Trees::learn(const RepoKey &repo, const CommitSha &commit, const Caller &caller) const
{
    auto known = m_catalog.loadTree(repo, commit);
    if (known && *known)
        return *known;
    return list(repo, commit, caller).map([&](TreePointer tree) {
        m_catalog.putTree(repo, commit, tree);
        return tree;
    });
}

Result<Trees::TreePointer> Trees::list(const RepoKey &repo, const CommitSha &commit, const Caller &caller) const
{
    std::vector<catalog::TreeEntry> entries;
    std::set<std::string> asked;
    upstream::Request request;
    request.acceptsCompressed = true;
    request.url = hub::apiTarget(repo, "tree", Revision(commit)) + "?recursive=true&expand=false";
    for (;;) {
        const bool isNew = asked.insert(request.url).second;
        if (!isNew || asked.size() > maxPages || entries.size() > maxEntries)
            return fail(ErrorCode::UpstreamBroken, "the file listing from upstream does not end");
        const auto response = page(request, repo, commit, caller);
        if (!response)
            return fail(response.error());
        auto page = hub::readTreePage(response->body);
        if (!page)
            return fail(page.error());
        const bool isEmpty = page->empty();
        entries.insert(entries.end(), std::make_move_iterator(page->begin()), std::make_move_iterator(page->end()));
        const auto next = hub::nextLink(response->header("Link").value_or(""));
        if (!next)
            return catalog::Tree::fromEntries(std::move(entries));
        if (isEmpty)
            return fail(ErrorCode::UpstreamBroken, "the file listing from upstream goes on after an empty page");
        const std::string following = hub::pathAndQuery(*next);
        if (!following.starts_with('/') || !isSameListing(request.url, following, *response))
            return fail(ErrorCode::UpstreamBroken, "the next page of the file listing is about something else");
        request.url = following;
    }
}

/// A success, with the caller's own token if there is one. A token that means nothing must not hide what is open.
Result<upstream::Response> Trees::page(const upstream::Request &request, const RepoKey &repo, const CommitSha &commit,
                                       const Caller &caller) const
{
    auto response = m_hub.api(request, caller.credentials());
    if (response && response->status == 401 && !caller.isAnonymous()) {
        m_access.doubt(repo, caller);
        response = m_hub.api(request, Caller().credentials());
    }
    if (!response)
        return response;
    if (response->status != 200) {
        const Error error = upstream::errorFromHub(*response);
        m_access.noteRefusal(repo, caller, error.code);
        return fail(isClosed(error.code) ? m_access.refusal(repo, caller) : error);
    }
    if (response->header("X-Repo-Commit").value_or(commit.text()) != commit.text())
        return fail(ErrorCode::UpstreamBroken, "upstream lists another commit than was asked for");
    return response;
}

} // namespace mirrorlake::mirror
