// An Error in the words of the person in front of the window: the translated sentence of core/base/errortable. Thread:
// GUI.
#pragma once

#include "base/reason.h"

#include <QString>

namespace mirrorlake::ui {

/// What is wrong and what to do next, translated.
QString sentenceFor(ErrorCode code);
/// The translated sentence of the error behind it, or its own words where there is none.
QString sentenceFor(const Reason &reason);
/// What exactly happened, in English, as the log has it.
QString detailOf(const Error &error);

} // namespace mirrorlake::ui
