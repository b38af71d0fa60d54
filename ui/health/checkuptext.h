// What a checkup found, in the words of the person in front of the window, and as plain text to send to somebody.
// Thread: GUI (translations).
#pragma once

#include "control/checkup.h"
#include "ui/theme/tokens.h"

#include <QString>

namespace mirrorlake::ui {

struct FindingText
{
    QString icon;
    Token tone = Token::TextMuted;
    QString name; ///< of the check
    QString word; ///< "Good", "Look at this", "Fails", "Not checked"
    QString seen;
    QString next; ///< the next step, or empty
};

FindingText textOf(const control::Finding &finding);
/// "The mirror works, 2 things need you".
QString verdictOf(const control::Checkup &checkup);
/// The whole report, a line each.
QString reportOf(const control::Checkup &checkup);

} // namespace mirrorlake::ui
