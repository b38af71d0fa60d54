#include "control/json/libraryjson.h"

#include "control/json/joborderjson.h"
#include "control/json/jsonfields.h"

namespace mirrorlake::library {

namespace {

RepoKey blankKey()
{
    return {RepoType::Model, *RepoId::parse("none")};
}

} // namespace

FoundRepo blankOf(const FoundRepo *)
{
    return {blankKey()};
}

HeldRepo blankOf(const HeldRepo *)
{
    return {blankKey()};
}

FoundFile blankOf(const FoundFile *)
{
    return {blankKey(), {}, {}, {}};
}

Card blankOf(const Card *)
{
    return {{blankKey()}, {}};
}

template<typename Io>
void keyOf(Io &io, RepoKey &key)
{
    io.as(
        "type", [&] { return control::nameOf(key.type); },
        [&](const std::string &name) { key.type = control::repoTypeNamed(name).value_or(RepoType::Model); });
    io.as(
        "repo", [&] { return key.id.text(); },
        [&](const std::string &name) {
            if (auto id = RepoId::parse(name))
                key.id = *id;
        });
}

template<typename Io, typename Word, typename Named>
void wordOf(Io &io, const char *name, Word &word, Named named)
{
    io.as(
        name, [&] { return nameOf(word); }, [&](const std::string &text) { word = named(text).value_or(Word{}); });
}

template<typename Io>
void fieldsOf(Io &io, Held &held)
{
    io("bytes", held.bytes);
    io("files", held.files);
    io("last_used_at", held.lastUsedAt);
    wordOf(io, "pinned", held.pinned, &pinnedNamed);
}

template<typename Io>
void fieldsOf(Io &io, HeldRevision &revision)
{
    io("commit", revision.commit);
    io("names", revision.names);
    io("bytes", revision.bytes);
    io("files", revision.files);
    io("freed_bytes", revision.freedBytes);
    io("last_used_at", revision.lastUsedAt);
}

template<typename Io>
void fieldsOf(Io &io, HeldRepo &repo)
{
    keyOf(io, repo.repo);
    fieldsOf(io, repo.held);
    io("shared_bytes", repo.sharedBytes);
    io("freed_bytes", repo.freedBytes);
    io("hits", repo.hits);
    io("arrived_at", repo.arrivedAt);
    io("gone", repo.isGone);
    io("gated", repo.isGated);
    io("revisions", repo.revisions);
}

template<typename Io>
void fieldsOf(Io &io, HeldPage &page)
{
    io("repos", page.repos);
    io("count", page.count);
    io("bytes", page.bytes);
    io("files", page.files);
    io("stray_bytes", page.strayBytes);
    io("free_space", page.freeSpace);
}

template<typename Io>
void fieldsOf(Io &io, FoundRepo &repo)
{
    keyOf(io, repo.repo);
    io("gated", repo.isGated);
    io("private", repo.isPrivate);
    io("gone", repo.isGone);
    io("downloads", repo.downloads);
    io("likes", repo.likes);
    io("parameters", repo.parameters);
    io("last_modified", repo.lastModified);
    io("created_at", repo.createdAt);
    io("task", repo.task);
    io("library", repo.library);
    io("licence", repo.licence);
    io("tags", repo.tags);
    io("held", repo.held);
}

template<typename Io>
void fieldsOf(Io &io, SearchAnswer &answer)
{
    io("repos", answer.repos);
    io("next", answer.next);
    wordOf(io, "reach", answer.reach, &reachNamed);
    io("reason", answer.reason);
}

template<typename Io>
void fieldsOf(Io &io, CardRef &ref)
{
    io("name", ref.name);
    io("commit", ref.commit);
}

template<typename Io>
void fieldsOf(Io &io, CardFile &file)
{
    io("path", file.path);
    io("size", file.size);
    io("hash", file.hash);
    io("lfs", file.isLfs);
    wordOf(io, "presence", file.presence, &presenceNamed);
    io("held_bytes", file.heldBytes);
}

template<typename Io>
void fieldsOf(Io &io, Quantisation &quantisation)
{
    io("name", quantisation.name);
    io("bytes", quantisation.bytes);
    io("held_bytes", quantisation.heldBytes);
    io("files", quantisation.files);
}

template<typename Io>
void fieldsOf(Io &io, Card &card)
{
    io("info", card.repo);
    io("revision", card.revision);
    io("commit", card.commit);
    io("summary", card.summary);
    io("refs", card.refs);
    io("revisions", card.revisions);
    io("files", card.files);
    io("file_count", card.fileCount);
    io("bytes", card.bytes);
    io("held_bytes", card.heldBytes);
    io("freed_bytes", card.freedBytes);
    io("free_space", card.freeSpace);
    io("quantisations", card.quantisations);
    wordOf(io, "reach", card.reach, &reachNamed);
    io("reason", card.reason);
}

template<typename Io>
void fieldsOf(Io &io, FoundFile &file)
{
    keyOf(io, file.repo);
    io("commit", file.commit);
    io("path", file.path);
    io("hash", file.hash);
    io("size", file.size);
    io("here", file.isHere);
}

template<typename Io>
void fieldsOf(Io &io, FindAnswer &answer)
{
    io("repos", answer.repos);
    io("files", answer.files);
    io("more", answer.hasMore);
    io("stray_blob", answer.strayBlob);
    io("stray_bytes", answer.strayBytes);
}

} // namespace mirrorlake::library

namespace mirrorlake::control {

std::string toJson(const library::SearchAnswer &answer)
{
    nlohmann::ordered_json json = FieldWriter::asJson(answer);
    json["why_empty"] = answer.whyEmpty();
    return dumped(json);
}

std::string toJson(const library::Card &card)
{
    return dumped(FieldWriter::asJson(card));
}

std::string toJson(const library::HeldPage &page)
{
    return dumped(FieldWriter::asJson(page));
}

std::string toJson(const library::FindAnswer &answer)
{
    return dumped(FieldWriter::asJson(answer));
}

Result<library::SearchAnswer> searchAnswerFromJson(const std::string &json)
{
    return valueFromJson<library::SearchAnswer>(json);
}

Result<library::Card> cardFromJson(const std::string &json)
{
    return valueFromJson<library::Card>(json);
}

Result<library::HeldPage> heldPageFromJson(const std::string &json)
{
    return valueFromJson<library::HeldPage>(json);
}

Result<library::FindAnswer> findAnswerFromJson(const std::string &json)
{
    return valueFromJson<library::FindAnswer>(json);
}

} // namespace mirrorlake::control
