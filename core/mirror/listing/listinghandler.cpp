#include "mirror/listing/listinghandler.h"

#include "hub/address.h"
#include "hub/errorreply.h"
#include "hub/link.h"
#include "hub/treejson.h"
#include "mirror/baseurl.h"
#include "mirror/listing/documentreply.h"
#include "mirror/listing/treepage.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>

namespace mirrorlake::mirror {

/// A commit's tree that the one who asks may see.
struct ListingHandler::Listed
{
    RepoKey repo;
    CommitSha commit;
    Trees::TreePointer tree;
};

namespace {

constexpr std::size_t pageSize = 1000;
constexpr std::size_t maxPaths = 10'000;

std::size_t limitOf(const hub::Query &query)
{
    const std::string_view text = query.value("limit");
    std::size_t limit = pageSize;
    std::from_chars(text.data(), text.data() + text.size(), limit);
    return std::clamp<std::size_t>(limit, 1, pageSize);
}

HttpReply jsonReply(std::string text, const CommitSha &commit, const RepoKey &repo)
{
    HttpReply reply;
    reply.headers.add("Content-Type", "application/json; charset=utf-8");
    reply.headers.add("X-Repo-Commit", commit.text());
    reply.headers.add("ETag", weakTag(text));
    reply.facts = {Outcome::Hit, repo.text(), {}};
    reply.text = std::move(text);
    return reply;
}

/// The entry itself, or the folder of that name, as paths-info gives both.
std::optional<catalog::TreeEntry> entryOrFolder(const catalog::Tree &tree, const RepoPath &path)
{
    return tree.find(path.text());
}

} // namespace

Known<ListingHandler::Listed> ListingHandler::listed(const RepoKey &asked, const Revision &revision, Ask &ask) const
{
    const RepoKey repo = m_knowledge.canonical(asked);
    const Right right = m_knowledge.access.metadata(repo, ask);
    if (right == Right::Refused)
        return m_knowledge.access.refusal(repo, ask.caller);
    if (right == Right::MustAsk) {
        return Need{"access " + repo.text() + " for " + ask.caller.fingerprint,
                    [this, repo, revision, caller = ask.caller] {
                        const Revision known = revision.isCommit() ? *Revision::parse("main") : revision;
                        return m_knowledge.revisions.refresh(repo, known, caller);
                    }};
    }
    auto commit = m_knowledge.revisions.find(repo, revision, ask);
    if (auto *need = std::get_if<Need>(&commit))
        return std::move(*need);
    if (auto *error = std::get_if<Error>(&commit))
        return std::move(*error);
    auto tree = m_knowledge.trees.find(repo, std::get<CommitSha>(commit), ask);
    if (auto *need = std::get_if<Need>(&tree))
        return std::move(*need);
    if (auto *error = std::get_if<Error>(&tree))
        return std::move(*error);
    return Listed{repo, std::get<CommitSha>(commit), std::get<Trees::TreePointer>(std::move(tree))};
}

hub::XetHashOf ListingHandler::xetHashFor(const Ask &ask) const
{
    return [this, &ask](const catalog::TreeEntry &entry) { return m_knowledge.xetAnnouncer.hashFor(entry, ask); };
}

Answer ListingHandler::tree(const hub::TreeRequest &request, Ask &ask) const
{
    auto known = listed(request.repo, request.revision, ask);
    if (auto *need = std::get_if<Need>(&known))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&known))
        return hub::errorReply(*error);
    const Listed &listed = std::get<Listed>(known);
    if (!request.query.isTrue("expand"))
        return page(request, listed, ask);
    const std::string folder = request.folder ? "/" + percentEncoded(request.folder->text(), "/") : "";
    const std::string target =
        hub::apiTarget(listed.repo, "tree", Revision(listed.commit)) + folder + "?" + request.query.canonical();
    return expanded(listed.repo, target, {}, listed.commit, ask);
}

HttpReply ListingHandler::page(const hub::TreeRequest &request, const Listed &listed, const Ask &ask) const
{
    PageQuestion question{request.folder ? request.folder->text() : "", request.query.isTrue("recursive"),
                          limitOf(request.query), ""};
    if (request.query.has("cursor")) {
        const auto after = pathOfCursor(request.query.value("cursor"));
        if (!after)
            return hub::errorReply({ErrorCode::BadRequest, "the cursor is not valid: begin again without it"},
                                   listed.commit);
        question.after = *after;
    }
    const Page page = pageOf(*listed.tree, question);
    if (!page.folderExists) {
        const std::string words = question.folder + " does not exist on \"" + request.revision.text() + "\"";
        return hub::errorReply({ErrorCode::EntryNotFound, words}, listed.commit);
    }
    HttpReply reply = jsonReply(hub::writeTreePage(page.entries, xetHashFor(ask)), listed.commit, listed.repo);
    if (page.last) {
        const std::string folder = request.folder ? "/" + percentEncoded(request.folder->text(), "/") : "";
        const std::string next = baseUrlFor(*ask.http, m_knowledge.options.publicUrl) +
                                 hub::apiTarget(request.repo, "tree", Revision(listed.commit)) + folder +
                                 "?expand=false&recursive=" + (question.isRecursive ? "true" : "false") +
                                 "&limit=" + std::to_string(question.limit) +
                                 "&cursor=" + percentEncoded(cursorAfter(*page.last));
        reply.headers.add("Link", hub::nextLinkHeader(next));
    }
    return reply;
}

Answer ListingHandler::pathsInfo(const hub::PathsInfoRequest &request, Ask &ask) const
{
    const auto question = hub::readPathsQuestion(ask.http->header("Content-Type").value_or(""), ask.http->body);
    if (!question)
        return hub::errorReply(question.error());
    if (question->paths.size() > maxPaths)
        return hub::errorReply({ErrorCode::BodyTooLarge, "at most 10000 paths may be asked for at once"});
    auto known = listed(request.repo, request.revision, ask);
    if (auto *need = std::get_if<Need>(&known))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&known))
        return hub::errorReply(*error);
    const Listed &listed = std::get<Listed>(known);
    if (question->expand) {
        std::string form = "expand=true";
        for (const RepoPath &path : question->paths)
            form += "&paths=" + percentEncoded(path.text());
        return expanded(listed.repo, hub::apiTarget(listed.repo, "paths-info", Revision(listed.commit)), form,
                        listed.commit, ask);
    }
    std::vector<catalog::TreeEntry> entries;
    for (const RepoPath &path : question->paths) {
        if (auto entry = entryOrFolder(*listed.tree, path))
            entries.push_back(std::move(*entry));
    }
    return jsonReply(hub::writeTreePage(entries, xetHashFor(ask)), listed.commit, listed.repo);
}

Answer ListingHandler::expanded(const RepoKey &repo, std::string target, std::string form, const CommitSha &commit,
                                Ask &ask) const
{
    const DocumentQuestion question{repo, std::move(target), std::nullopt, std::move(form), std::chrono::seconds(0)};
    auto document = m_knowledge.documents.find(question, ask);
    if (auto *need = std::get_if<Need>(&document))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&document))
        return hub::errorReply(*error, commit);
    return documentReply(*std::get<std::shared_ptr<const catalog::Document>>(document), repo,
                         baseUrlFor(*ask.http, m_knowledge.options.publicUrl), *ask.http);
}

} // namespace mirrorlake::mirror
