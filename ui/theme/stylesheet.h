// Turns the template resources/theme/mirrorlake.qss into a style sheet: every @token becomes its value, @icons a
// folder. Pure.
#pragma once

#include "ui/theme/tokens.h"

namespace mirrorlake::ui {

/// Values in place of @names; besides the tokens @icons and @emphasis, the weight of emphasised text. A name that is no
/// token stays as it is, so that a test can find it.
QString expandStyleSheet(const QString &sheetTemplate, const Tokens &tokens, const QString &iconFolder, int emphasis);

} // namespace mirrorlake::ui
