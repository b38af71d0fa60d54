// What every part of the window is given: the mirror it shows, the look it wears, the clock it reads, the actions
// and the clients that its pages share. All borrowed.
#pragma once

namespace mirrorlake {
class Clock;
}

namespace mirrorlake::control {
class Control;
}

namespace mirrorlake::ui {

class Actions;
class ClientTableModel;
class Theme;

struct Context
{
    control::Control &control;
    Theme &theme;
    const Clock &clock;
    Actions &actions;
    ClientTableModel &clients; ///< brought up to date with each snapshot
};

} // namespace mirrorlake::ui
