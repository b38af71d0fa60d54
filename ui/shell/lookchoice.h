// Language and look as they are chosen in the menu: they hold at once and are saved. Thread: GUI.
#pragma once

#include "ui/context.h"

#include <QObject>

namespace mirrorlake::ui {

class Language;

/// Marks what is set and listens for what is chosen, as long as owner lives.
void connectLook(const Context &context, Language &language, QObject *owner);

} // namespace mirrorlake::ui
