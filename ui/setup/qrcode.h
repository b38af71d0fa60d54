// A QR code as an image: black on white with four modules of margin, in the dark look too, scaled without smoothing.
// Pure.
#pragma once

#include <QImage>
#include <QString>

namespace mirrorlake::ui {

/// As large as fits into side pixels with whole modules, centred; null when the text is too long for a code.
QImage qrCode(const QString &text, int side);

} // namespace mirrorlake::ui
