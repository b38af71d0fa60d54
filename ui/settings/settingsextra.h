// What stands in a room of the settings page besides its fields: previews, tests, switches of the system. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "settings/settings.h"

#include <QFrame>

namespace mirrorlake::ui {

class SettingsExtra : public QFrame
{
    Q_OBJECT

public:
    using QFrame::QFrame;

    /// Of which room, by the key of one of its settings.
    virtual std::string_view besides() const = 0;
    /// The settings as they would be if everything that was typed were applied.
    virtual void setWanted(const settings::Settings &wanted) { Q_UNUSED(wanted) }
    virtual void show(const control::Snapshot &snapshot) { Q_UNUSED(snapshot) }
    using QFrame::show;
    virtual void retranslate() = 0;
};

} // namespace mirrorlake::ui
