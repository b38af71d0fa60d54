// What every part of the window is given: the mirror it shows, the look it wears, the clock it reads, the actions it
// shares. All borrowed.
#pragma once

namespace mirrorlake {
class Clock;
}

namespace mirrorlake::control {
class Control;
}

namespace mirrorlake::ui {

class Actions;
class Theme;

struct Context
{
    control::Control &control;
    Theme &theme;
    const Clock &clock;
    Actions &actions;
};

} // namespace mirrorlake::ui
