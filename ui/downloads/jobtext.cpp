#include "ui/downloads/jobtext.h"

#include "ui/format/errortext.h"
#include "ui/format/format.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using preload::Job;
using preload::JobState;
using preload::WaitFor;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Downloads)

public:
    static JobStateText waiting(const Job &job);
    static JobStateText of(const Job &job);
    static QString failure(const Job &job);
    static QString note(const preload::JobNote &note);
    static QString files(const Job &job);
    static QString choice(const preload::Choice &choice);
    static QString unknownSize() { return tr("size not known yet"); }
    static QString connections(const Job &job)
    {
        return tr("%1 files at once", nullptr, int(job.active.size())).arg(Format::count(qint64(job.active.size())));
    }
};

QString said(const std::string &text)
{
    return QString::fromStdString(text);
}

JobStateText Words::waiting(const Job &job)
{
    switch (job.waitsFor) {
    case WaitFor::Space:
        return {u"disk"_s, Token::Error, tr("No space"),
                tr("%1 more are needed").arg(Format::bytes(double(job.bytes - job.doneBytes)))};
    case WaitFor::Schedule:
        return {u"schedule"_s, Token::TextMuted, tr("Waiting"), tr("for its time of day")};
    case WaitFor::RateLimit:
        return {u"limit"_s, Token::TextMuted, tr("Waiting"), tr("the upstream limits us")};
    case WaitFor::Upstream:
        return {u"retry"_s, Token::Warn, tr("Retrying"), tr("the upstream cannot be reached")};
    case WaitFor::Memory:
        return {u"waiting"_s, Token::Warn, tr("Waiting"), tr("memory is short")};
    case WaitFor::Online:
        return {u"offline"_s, Token::TextMuted, tr("Waiting"), tr("offline mode is on")};
    case WaitFor::Nothing:
        break;
    }
    return {u"waiting"_s, Token::TextMuted, tr("Waiting"), sentenceFor(job.reason)};
}

JobStateText Words::of(const Job &job)
{
    switch (job.state) {
    case JobState::Queued:
        return {u"waiting"_s, Token::TextMuted, tr("Queued"), tr("next when a slot is free")};
    case JobState::Resolving:
        return {u"resolving"_s, Token::TextMuted, tr("Resolving"), tr("reading the file list")};
    case JobState::Downloading:
        return {u"downloads"_s, Token::Upstream, tr("Downloading"), connections(job)};
    case JobState::Stalled:
        return {u"stalled"_s, Token::Warn, tr("Stalled"),
                tr("no bytes for %1").arg(Format::duration(job.stalledSeconds))};
    case JobState::Verifying:
        return {u"verify"_s, Token::Lan, tr("Verifying"), note(job.note)};
    case JobState::Paused:
        return {u"pause"_s, Token::TextMuted, tr("Paused"), tr("by you")};
    case JobState::Waiting:
        return waiting(job);
    case JobState::Done:
        return {u"ok"_s, Token::Ok, tr("Done"),
                job.endedAt > 0 ? tr("verified %1").arg(Format::timeOfDay(job.endedAt)) : QString()};
    case JobState::Failed:
        break;
    }
    return {u"error"_s, Token::Error, tr("Failed"), failure(job)};
}

/// A job of one file says what happened to it; one of several, to how many of them it happened.
QString Words::failure(const Job &job)
{
    const auto missing = job.files - job.doneFiles;
    const QString sentence = sentenceFor(job.reason);
    if (job.failures.empty() || job.files <= 1 || missing <= 0)
        return sentence;
    return tr("%n files could not be had: %1", nullptr, int(missing)).arg(sentence);
}

QString Words::note(const preload::JobNote &note)
{
    switch (note.kind) {
    case preload::JobNote::Kind::Changed:
        if (note.added + note.changed + note.removed == 0)
            return tr("no file changed");
        return tr("%1 added, %2 changed, %3 removed")
            .arg(Format::count(note.added), Format::count(note.changed), Format::count(note.removed));
    case preload::JobNote::Kind::WentBack:
        return tr("%1 are fetched again").arg(Format::bytes(double(note.bytes)));
    case preload::JobNote::Kind::Nothing:
        break;
    }
    return {};
}

QString Words::files(const Job &job)
{
    if (job.files == 0)
        return {};
    if (job.doneFiles >= job.files)
        return tr("%1 files", nullptr, int(job.files)).arg(Format::count(job.files));
    return tr("%1 of %2 files").arg(Format::count(job.doneFiles), Format::count(job.files));
}

QString Words::choice(const preload::Choice &choice)
{
    switch (choice.preset) {
    case preload::Preset::Everything:
        return {};
    case preload::Preset::Safetensors:
        return u"safetensors"_s;
    case preload::Preset::Gguf:
        return choice.quantisation.empty() ? u"GGUF"_s : said(choice.quantisation);
    case preload::Preset::Parquet:
        return u"parquet"_s;
    }
    return {};
}

} // namespace

JobStateText stateTextOf(const Job &job)
{
    return Words::of(job);
}

QString wholeReasonOf(const Job &job)
{
    QStringList lines{Words::of(job).reason, said(job.reason.text)};
    lines.removeAll(QString());
    lines.removeDuplicates();
    return lines.join(u'\n');
}

bool mayLackToken(const Job &job)
{
    const auto code = job.state == JobState::Failed ? job.reason.code : std::nullopt;
    return code == ErrorCode::GatedRepo || code == ErrorCode::AccessDenied || code == ErrorCode::RepoNotFound;
}

QString noteTextOf(const preload::JobNote &note)
{
    return Words::note(note);
}

QString titleOf(const Job &job)
{
    return said(job.repo.id.text());
}

QString choiceTextOf(const preload::Choice &choice)
{
    return Words::choice(choice);
}

QString detailOf(const Job &job)
{
    QStringList parts{said(job.revision.text()), Words::choice(job.choice), Words::files(job)};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QString progressOf(const Job &job)
{
    if (job.bytes == 0)
        return preload::isOver(job.state) ? QString() : Words::unknownSize();
    if (job.doneBytes == 0 || job.doneBytes >= job.bytes)
        return Format::bytes(double(job.bytes));
    return Format::bytesOf(double(job.doneBytes), double(job.bytes));
}

double shareOf(const Job &job)
{
    if (job.state == JobState::Done)
        return 1.0;
    return job.bytes > 0 ? std::min(0.99, double(job.doneBytes) / double(job.bytes)) : 0.0;
}

} // namespace mirrorlake::ui
