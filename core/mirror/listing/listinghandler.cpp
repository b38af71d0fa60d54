#include "mirror/listing/listinghandler.h"

#include "hub/address.h"
#include "hub/errorreply.h"
#include "hub/link.h"
#include "hub/treejson.h"
#include "mirror/baseurl.h"
#include "mirror/listing/documentreply.h"
#include "mirror/listing/treepage.h"

#include "base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace mirrorlake::mirror {

/// A commit's tree that the one who asks may see.
struct ListingHandler::Listed
{
    RepoKey repo;
    CommitSha commit;
    std::string folder; ///< inside the repo; "" for the root
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

/// Of all files whose path begins so; a sum that no disk could hold stays at the largest number.
std::int64_t sizeBelow(const catalog::Tree &tree, const std::string &prefix)
{
    std::int64_t sum = 0;
    for (std::size_t at = tree.lowerBound(prefix); at < tree.size() && tree.pathAt(at).starts_with(prefix); ++at) {
        const catalog::TreeEntry entry = tree.at(at);
        const std::int64_t size = entry.isDirectory ? 0 : entry.size;
        sum = size > INT64_MAX - sum ? INT64_MAX : sum + size;
    }
    return sum;
}

/// The parquet file of that number among those directly in a folder.
std::optional<std::string> numberedFile(const catalog::Tree &tree, const std::string &folder, std::size_t number)
{
    const std::string prefix = folder + "/";
    for (std::size_t at = tree.lowerBound(prefix); at < tree.size() && tree.pathAt(at).starts_with(prefix); ++at) {
        const std::string_view path = tree.pathAt(at);
        const bool isDirect = path.find('/', prefix.size()) == std::string_view::npos;
        if (isDirect && path.ends_with(".parquet") && number-- == 0)
            return std::string(path);
    }
    return std::nullopt;
}

/// The entry itself, or the folder of that name, as paths-info gives both.
std::optional<catalog::TreeEntry> entryOrFolder(const catalog::Tree &tree, const RepoPath &path)
{
    return tree.find(path.text());
}

} // namespace

Known<ListingHandler::Listed> ListingHandler::listed(const RepoKey &asked, const Revision &askedRevision,
                                                     const std::optional<RepoPath> &askedFolder, Ask &ask) const
{
    auto named = m_knowledge.home(asked, askedRevision, ask);
    if (auto *need = std::get_if<Need>(&named))
        return std::move(*need);
    const RepoKey repo = std::get<RepoKey>(named);
    const Right right = m_knowledge.access.metadata(repo, ask);
    if (right == Right::Refused)
        return m_knowledge.access.refusal(repo, ask.caller);
    const Revisions &revisions = m_knowledge.revisions;
    const auto [revision, rest] =
        revisions.place(repo, askedRevision, askedFolder ? askedFolder->text() : std::string());
    if (right == Right::MustAsk) {
        Need need{"access " + repo.text() + " for " + ask.caller.fingerprint,
                  [this, repo, asking = revision, caller = ask.caller] {
                      const Revision known = asking.isCommit() ? *Revision::parse("main") : asking;
                      return m_knowledge.revisions.refresh(repo, known, caller);
                  }};
        return revisions.orLonger(std::move(need), repo, revision, rest, ask);
    }
    auto commit = revisions.find(repo, revision, ask);
    if (auto *need = std::get_if<Need>(&commit))
        return revisions.orLonger(std::move(*need), repo, revision, rest, ask);
    if (auto *error = std::get_if<Error>(&commit))
        return std::move(*error);
    auto tree = m_knowledge.trees.find(repo, std::get<CommitSha>(commit), ask);
    if (auto *need = std::get_if<Need>(&tree))
        return std::move(*need);
    if (auto *error = std::get_if<Error>(&tree))
        return std::move(*error);
    return Listed{repo, std::get<CommitSha>(commit), rest, std::get<Trees::TreePointer>(std::move(tree))};
}

hub::XetHashOf ListingHandler::xetHashFor(const Ask &ask) const
{
    return [this, &ask](const catalog::TreeEntry &entry) { return m_knowledge.xetAnnouncer.hashFor(entry, ask); };
}

Answer ListingHandler::tree(const hub::TreeRequest &request, Ask &ask) const
{
    auto known = listed(request.repo, request.revision, request.folder, ask);
    if (auto *need = std::get_if<Need>(&known))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&known))
        return hub::errorReply(*error);
    const Listed &listed = std::get<Listed>(known);
    if (!request.query.isTrue("expand"))
        return page(request, listed, ask);
    const std::string folder = listed.folder.empty() ? "" : "/" + percentEncoded(listed.folder, "/");
    const std::string target =
        hub::apiTarget(listed.repo, "tree", Revision(listed.commit)) + folder + "?" + request.query.canonical();
    return expanded(listed.repo, target, {}, listed.commit, ask);
}

HttpReply ListingHandler::page(const hub::TreeRequest &request, const Listed &listed, const Ask &ask) const
{
    PageQuestion question{listed.folder, request.query.isTrue("recursive"), limitOf(request.query), ""};
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
        const std::string folder = listed.folder.empty() ? "" : "/" + percentEncoded(listed.folder, "/");
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
    auto known = listed(request.repo, request.revision, std::nullopt, ask);
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
    return documentReply(*std::get<std::shared_ptr<const catalog::Document>>(document), repo.text(),
                         m_knowledge.foreign, m_knowledge.baseUrl(ask), *ask.http);
}

Answer ListingHandler::treeSize(const hub::TreeSizeRequest &request, Ask &ask) const
{
    auto known = listed(request.repo, request.revision, request.folder, ask);
    if (auto *need = std::get_if<Need>(&known))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&known))
        return hub::errorReply(*error);
    const Listed &listed = std::get<Listed>(known);
    const std::string &folder = listed.folder;
    const auto entry = folder.empty() ? std::nullopt : listed.tree->find(folder);
    if (!folder.empty() && !entry)
        return hub::errorReply(
            {ErrorCode::EntryNotFound, folder + " does not exist on \"" + request.revision.text() + "\""},
            listed.commit);
    const std::int64_t below = sizeBelow(*listed.tree, folder.empty() ? "" : folder + "/");
    const nlohmann::ordered_json size{{"path", "/" + folder},
                                      {"size", entry && !entry->isDirectory ? entry->size : below}};
    return jsonReply(size.dump(), listed.commit, listed.repo);
}

Answer ListingHandler::parquetFile(const hub::ParquetFileRequest &request, Ask &ask) const
{
    auto known = listed(request.repo, *Revision::parse("refs/convert/parquet"), std::nullopt, ask);
    if (auto *need = std::get_if<Need>(&known))
        return std::move(*need);
    if (const auto *error = std::get_if<Error>(&known))
        return hub::errorReply(*error);
    const Listed &listed = std::get<Listed>(known);
    auto found = numberedFile(*listed.tree, request.config + "/" + request.split, request.number);
    if (!found)
        found = numberedFile(*listed.tree, request.config + "/partial-" + request.split, request.number);
    const auto path = found ? RepoPath::parse(*found) : fail(hub::entryNotFound());
    if (!path)
        return hub::errorReply(path.error(), listed.commit);
    HttpReply reply;
    reply.status = 307;
    reply.headers.add("Location", pathPrefixFor(*ask.http, m_knowledge.options.publicUrl) +
                                      hub::resolveTarget(listed.repo, Revision(listed.commit), *path));
    reply.headers.add("X-Repo-Commit", listed.commit.text());
    reply.headers.add("Cache-Control", "no-cache");
    reply.facts = {Outcome::None, listed.repo.text(), path->text()};
    return reply;
}

} // namespace mirrorlake::mirror
