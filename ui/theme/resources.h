// Makes the icons, tokens and translations that are linked into the program known to Qt. Call before a Theme is made;
// repeating is harmless.
#pragma once

namespace mirrorlake::ui {

void initResources();

} // namespace mirrorlake::ui
