#include "library/cardmaker.h"

#include "hub/infojson.h"
#include "hub/safejson.h"
#include "library/hublist.h"
#include "library/plaintext.h"
#include "preload/choice.h"

#include <algorithm>
#include <map>

namespace mirrorlake::library {

namespace {

using catalog::TreeEntry;

constexpr std::size_t longestSummary = 2000;
constexpr std::size_t mostFiles = 10'000;

std::map<std::string, std::int64_t> partialsIn(const store::BlobStore &store)
{
    std::map<std::string, std::int64_t> partials;
    for (const store::PartialFacts &partial : store.partials())
        partials[partial.hash.text()] = store.received(partial.hash);
    return partials;
}

void countQuantisation(std::vector<Quantisation> &all, const TreeEntry &entry, bool isHere)
{
    std::string name = preload::quantisationOf(entry.path);
    if (name.empty())
        return;
    auto found = std::ranges::find(all, name, &Quantisation::name);
    if (found == all.end())
        found = all.insert(all.end(), Quantisation{std::move(name)});
    found->bytes += entry.size;
    found->heldBytes += isHere ? entry.size : 0;
    ++found->files;
}

} // namespace

Result<Card> CardMaker::make(const CardQuestion &question)
{
    const auto revision = Revision::parse(question.revision);
    if (!revision)
        return fail(revision.error());
    if (question.limit > mostFiles)
        return fail(ErrorCode::BadRequest, "a page has at most 10000 files");
    const auto held = m_parts.book.list();
    if (!held)
        return fail(held.error());
    const RepoKey asked = m_parts.catalog.canonical(question.repo).value_or(question.repo);
    Card card{{asked}, question.revision};
    card.freeSpace = m_parts.store.freeSpace().count;
    if (auto added = addInfo(card, asked, *revision, **held, question.isHereOnly); !added)
        return fail(added.error());
    if (const HeldRepo *here = (*held)->find(card.repo.repo)) {
        card.revisions = here->revisions;
        card.freedBytes = here->freedBytes;
    }
    if (card.commit.empty())
        return card;
    if (auto added = addFiles(card, question, **held); !added && card.reason.empty())
        card.reason = added.error().message; // what is known of the repo is worth showing without them
    return card;
}

Result<void> CardMaker::addInfo(Card &card, const RepoKey &asked, const Revision &revision, const HeldList &held,
                                bool isHereOnly)
{
    const auto said = m_reader.info(asked, revision, isHereOnly);
    const RepoKey repo = m_parts.catalog.canonical(asked).value_or(asked); // upstream may have told another name
    card.repo = m_parts.searcher.known(repo, held);
    card.reach = isHereOnly ? Reach::NotAsked : Reach::Upstream;
    const auto trouble = said ? said->trouble : std::optional(said.error());
    if (trouble && !isHereOnly) {
        card.reach = reachOf(*trouble);
        card.reason = trouble->message;
    }
    const auto ref = m_parts.catalog.ref(repo, revision);
    card.commit = revision.isCommit() ? revision.text() : ref ? ref->commit.text() : std::string();
    const bool isKnown = held.find(repo) || !card.commit.empty();
    if (!said && (!isKnown || !(isHereOnly || mirror::isUpstreamTrouble(said.error().code))))
        return fail(said.error());
    if (said) {
        const FoundRepo before = card.repo;
        if (const auto info = hub::parseUpstreamJson<nlohmann::ordered_json>(said->json, "the info"))
            card.repo = foundRepo(repo, mirror::repoFactsOf(*info));
        card.repo.held = before.held;
        card.repo.isGone = before.isGone;
        if (const auto facts = hub::readInfo(said->json); facts && facts->commit && card.commit.empty() && !trouble)
            card.commit = facts->commit->text();
    }
    for (const auto &[name, commit] : m_reader.refs(repo, isHereOnly || trouble))
        card.refs.push_back({name.text(), commit.text()});
    return {};
}

Result<void> CardMaker::addFiles(Card &card, const CardQuestion &question, const HeldList &held)
{
    const auto commit = CommitSha::parse(card.commit);
    if (!commit)
        return fail(commit.error());
    const bool isHereOnly = question.isHereOnly;
    const auto tree = m_reader.tree(card.repo.repo, *commit, isHereOnly);
    if (!tree)
        return fail(tree.error());
    const auto partials = partialsIn(m_parts.store);
    std::optional<TreeEntry> readme;
    for (std::size_t i = 0; i < (*tree)->size(); ++i) {
        const TreeEntry entry = (*tree)->at(i);
        if (entry.isDirectory)
            continue;
        const bool isHere = held.sizeOf(entry.blobName()).has_value();
        const auto index = static_cast<std::size_t>(card.fileCount++);
        card.bytes += entry.size;
        card.heldBytes += isHere ? entry.size : 0;
        countQuantisation(card.quantisations, entry, isHere);
        if (entry.path == "README.md")
            readme = entry;
        if (index < question.offset || index - question.offset >= question.limit)
            continue;
        CardFile file{entry.path, entry.size, entry.blobName(), entry.isLfs()};
        const auto partial = partials.find(entry.blobName());
        file.presence = isHere ? Presence::Complete : partial != partials.end() ? Presence::Partial : Presence::Missing;
        file.heldBytes = isHere ? entry.size : partial != partials.end() ? std::min(partial->second, entry.size) : 0;
        card.files.push_back(std::move(file));
    }
    if (readme)
        card.summary = plainSummary(m_reader.text(card.repo.repo, *commit, *readme, isHereOnly), longestSummary);
    return {};
}

} // namespace mirrorlake::library
