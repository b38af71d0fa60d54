// The fonts of the window: the system's own, with named fallbacks so that Chinese never becomes boxes. No font is
// shipped. Thread: GUI.
#pragma once

#include <QFont>

namespace mirrorlake::ui {

/// Sets the application's font; call once before the first widget.
void installFonts();
/// The interface font at a size in points, regular or semi-bold.
QFont textFont(qreal points, QFont::Weight weight = QFont::Normal);
/// What emphasis is set in: semi-bold, or bold where one of the fonts has no semi-bold and Qt must thicken it itself.
QFont::Weight emphasisWeight();
/// For addresses, commands, hashes and log lines.
QFont fixedFont(qreal points);

} // namespace mirrorlake::ui
