#include "preload/jobrecord.h"

#include "base/errortable.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace mirrorlake::preload {

namespace {

using nlohmann::json;

std::string codeNameOf(const Reason &reason)
{
    return reason.code ? rowOf(*reason.code).name : "";
}

std::string textOf(const std::vector<FileFailure> &failures)
{
    json list = json::array();
    for (const FileFailure &failure : failures)
        list.push_back({failure.path, failure.reason.text, codeNameOf(failure.reason)});
    return list.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::vector<FileFailure> failuresOf(const std::string &text)
{
    std::vector<FileFailure> failures;
    const json list = json::parse(text, nullptr, false);
    if (!list.is_array())
        return failures;
    for (const json &item : list) {
        const bool isFailure = item.is_array() && item.size() >= 2 &&
                               std::ranges::all_of(item, [](const json &part) { return part.is_string(); });
        if (isFailure)
            failures.push_back(
                {item[0].get<std::string>(),
                 {item[1].get<std::string>(), errorCodeNamed(item.size() > 2 ? item[2].get<std::string>() : "")}});
    }
    return failures;
}

/// As it is kept, which is not how it is shown.
std::string keptOf(const JobNote &note)
{
    if (note.isEmpty())
        return {};
    const json object{{"kind", nameOf(note.kind)}, {"since", note.since},     {"added", note.added},
                      {"changed", note.changed},   {"removed", note.removed}, {"paths", note.paths},
                      {"bytes", note.bytes}};
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

JobNote noteOf(const std::string &kept)
{
    const json object = json::parse(kept, nullptr, false);
    if (!object.is_object())
        return {};
    try {
        return {noteKindNamed(object.value("kind", "")).value_or(JobNote::Kind::Nothing),
                object.value("since", ""),
                object.value("added", std::int64_t{0}),
                object.value("changed", std::int64_t{0}),
                object.value("removed", std::int64_t{0}),
                object.value("paths", std::vector<std::string>()),
                object.value("bytes", std::int64_t{0})};
    } catch (const json::exception &) {
        return {};
    }
}

} // namespace

catalog::JobRecord recordOf(const Job &job)
{
    catalog::JobRecord record{job.id, job.repo, job.revision};
    record.choice = toJson(job.choice);
    record.schedule = job.schedule;
    record.priority = job.priority;
    record.position = job.position;
    record.isKeptCurrent = job.isKeptCurrent;
    record.maxBytesPerSecond = job.maxBytesPerSecond;
    record.state = nameOf(job.state);
    record.reason = job.reason.text;
    record.reasonCode = codeNameOf(job.reason);
    record.commit = job.commit;
    record.note = keptOf(job.note);
    record.failures = textOf(job.failures);
    record.addedAt = job.addedAt;
    record.startedAt = job.startedAt;
    record.endedAt = job.endedAt;
    record.checkedAt = job.checkedAt;
    record.bytes = job.bytes;
    record.doneBytes = job.doneBytes;
    record.files = job.files;
    record.doneFiles = job.doneFiles;
    return record;
}

Job jobOf(const catalog::JobRecord &record)
{
    Job job{record.id, record.repo, record.revision, choiceFromJson(record.choice).value_or(Choice())};
    job.schedule = record.schedule;
    job.priority = static_cast<int>(record.priority);
    job.position = static_cast<int>(record.position);
    job.isKeptCurrent = record.isKeptCurrent;
    job.maxBytesPerSecond = record.maxBytesPerSecond;
    job.state = jobStateNamed(record.state).value_or(JobState::Queued);
    job.reason = {record.reason, errorCodeNamed(record.reasonCode)};
    if (isRunning(job.state) || job.state == JobState::Waiting) {
        job.state = JobState::Queued;
        job.reason = {};
    }
    job.commit = record.commit;
    job.note = noteOf(record.note);
    job.failures = failuresOf(record.failures);
    job.addedAt = record.addedAt;
    job.startedAt = record.startedAt;
    job.endedAt = record.endedAt;
    job.checkedAt = record.checkedAt;
    job.bytes = record.bytes;
    job.doneBytes = record.doneBytes;
    job.files = record.files;
    job.doneFiles = record.doneFiles;
    return job;
}

} // namespace mirrorlake::preload
