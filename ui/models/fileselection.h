// What of a card's files is wanted: the presets that fit the repo, a pattern on top, and which files these are. Pure.
#pragma once

#include "library/card.h"
#include "preload/choice.h"

#include <QSet>
#include <QString>

namespace mirrorlake::ui {

/// Presets that make sense for these files: everything first, one for each quantisation.
std::vector<preload::Choice> presetsFor(const library::Card &card);
/// Everything or a preset, narrowed by patterns parted by commas or spaces: "*.json, tokenizer*".
preload::Choice withPatterns(preload::Choice choice, const QString &patterns);
/// Which of the files these are; none when nothing fits.
QSet<QString> filesOf(const std::vector<library::CardFile> &files, const preload::Choice &choice);

} // namespace mirrorlake::ui
