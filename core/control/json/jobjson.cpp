#include "control/json/jobjson.h"

#include "control/json/joborderjson.h"
#include "control/json/jsonfields.h"

namespace mirrorlake::preload {

using nlohmann::ordered_json;

Job blankOf(const Job *)
{
    return {0, {RepoType::Model, *RepoId::parse("none")}, *Revision::parse("main")};
}

template<typename Io>
void fieldsOf(Io &io, FileFailure &failure)
{
    io("path", failure.path);
    control::reasonOf(io, failure.reason);
}

template<typename Io>
void fieldsOf(Io &io, FileProgress &file)
{
    io("path", file.path);
    io("size", file.size);
    io("done", file.done);
    io("bytes_per_second", file.bytesPerSecond);
    io("state", file.state);
}

template<typename Io>
void fieldsOf(Io &io, JobNote &note)
{
    io.as(
        "kind", [&] { return nameOf(note.kind); },
        [&](const std::string &name) { note.kind = noteKindNamed(name).value_or(JobNote::Kind::Nothing); });
    io("since", note.since);
    io("added", note.added);
    io("changed", note.changed);
    io("removed", note.removed);
    io("paths", note.paths);
    io("bytes", note.bytes);
}

/// Its key is what it is read by; type and name are for people.
template<typename Io>
void repoOf(Io &io, Job &job)
{
    io.as(
        "key", [&] { return job.repo.text(); },
        [&](const std::string &text) {
            auto repo = RepoKey::parse(text);
            if (!repo)
                throw nlohmann::json::other_error::create(501, "no repo", nullptr);
            job.repo = std::move(*repo);
        });
    io.as(
        "type", [&] { return control::nameOf(job.repo.type); }, [](const std::string &) {});
    io.as(
        "repo", [&] { return job.repo.id.text(); }, [](const std::string &) {});
    io.as(
        "revision", [&] { return job.revision.text(); },
        [&](const std::string &text) {
            auto revision = Revision::parse(text);
            if (!revision)
                throw nlohmann::json::other_error::create(501, "no revision", nullptr);
            job.revision = std::move(*revision);
        });
}

template<typename Io>
void stateOf(Io &io, Job &job)
{
    io.as(
        "state", [&] { return nameOf(job.state); },
        [&](const std::string &name) { job.state = jobStateNamed(name).value_or(JobState::Queued); });
    io.as(
        "waits_for", [&] { return nameOf(job.waitsFor); },
        [&](const std::string &name) { job.waitsFor = waitForNamed(name); });
    control::reasonOf(io, job.reason);
    io("commit", job.commit);
    io.as(
        "note", [&] { return textOf(job.note); }, [](const std::string &) {});
    io("news", job.note);
}

template<typename Io>
void fieldsOf(Io &io, Job &job)
{
    io("id", job.id);
    repoOf(io, job);
    io.as(
        "choice", [&] { return ordered_json::parse(toJson(job.choice)); },
        [&](const nlohmann::json &choice) { job.choice = choiceFromJson(choice.dump()).value_or(Choice()); });
    io("priority", job.priority);
    io("position", job.position);
    io("schedule", job.schedule);
    io("keep_current", job.isKeptCurrent);
    io("max_bytes_per_second", job.maxBytesPerSecond);
    stateOf(io, job);
    io("added_at", job.addedAt);
    io("started_at", job.startedAt);
    io("ended_at", job.endedAt);
    io("checked_at", job.checkedAt);
    io("bytes", job.bytes);
    io("done_bytes", job.doneBytes);
    io("files", job.files);
    io("done_files", job.doneFiles);
    io("bytes_per_second", job.bytesPerSecond);
    io("seconds_left", job.secondsLeft);
    io("stalled_seconds", job.stalledSeconds);
    io("failures", job.failures);
    io("active", job.active);
}

} // namespace mirrorlake::preload

namespace mirrorlake::control {

nlohmann::ordered_json asJson(const preload::Job &job)
{
    return FieldWriter::asJson(job);
}

Result<preload::Job> jobFrom(const nlohmann::json &value)
{
    preload::Job job = preload::blankOf(static_cast<const preload::Job *>(nullptr));
    try {
        for (const char *name : {"id", "key", "revision", "state"})
            static_cast<void>(value.at(name));
        FieldReader::take(value, job);
        return job;
    } catch (const nlohmann::json::exception &) {
        return fail(ErrorCode::UpstreamBroken, "the mirror's answer holds something that is no job");
    }
}

} // namespace mirrorlake::control
