// The words, icons and colours of what became of a request, and times to the millisecond. Thread: GUI (translations).
#pragma once

#include "ui/theme/tokens.h"
#include "ui/traffic/requestrow.h"

namespace mirrorlake::ui {

QString resultWord(RequestResult result);
QString resultIcon(RequestResult result);
Token resultToken(RequestResult result);
/// "88 ms", "6.4 s", "2 min".
QString tookText(qint64 milliseconds);
QString timeWithMilliseconds(qint64 unixMilliseconds);
/// "1.21 of 3.96 GB" while it is open, else "17.1 MB".
QString sentText(const RequestRow &row);

} // namespace mirrorlake::ui
