// A pre-download in words: what it is, where it stands and why, with the icon and colour that belong to its state.
// Thread: GUI (translations).
#pragma once

#include "preload/job.h"
#include "ui/theme/tokens.h"

#include <QString>

namespace mirrorlake::ui {

struct JobStateText
{
    QString icon;
    Token tone = Token::TextMuted;
    QString word;   ///< "Downloading"
    QString reason; ///< "no bytes for 14 s"
};

JobStateText stateTextOf(const preload::Job &job);
/// Its reason, and below it what exactly happened, in English as the log has it.
QString wholeReasonOf(const preload::Job &job);
/// True for what failed where a token of the mirror, or a better one, would help.
bool mayLackToken(const preload::Job &job);
/// "2 added, 1 changed, 0 removed", "1.2 GB are fetched again", or empty.
QString noteTextOf(const preload::JobNote &note);
/// "Qwen/Qwen3-32B"
QString titleOf(const preload::Job &job);
/// "safetensors", "Q4_K_M", or empty for everything.
QString choiceTextOf(const preload::Choice &choice);
/// "main · 6 of 10 files"
QString detailOf(const preload::Job &job);
/// "12.4 of 29.5 GB", or that it is not known yet.
QString progressOf(const preload::Job &job);
/// 0 to 1; never 1 before the job is done.
double shareOf(const preload::Job &job);

} // namespace mirrorlake::ui
