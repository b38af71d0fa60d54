// Whether the desktop starts the mirror at login: an entry in the XDG autostart folder, which is the truth that is
// shown. Nothing is written unless somebody asks. Thread: GUI; touches one small file.
#pragma once

#include <QString>

namespace mirrorlake::ui {

class Autostart
{
public:
    /// Of this user and this program.
    Autostart();
    Autostart(QString folder, QString command);

    bool isOn() const;
    /// False when the entry cannot be written or taken away.
    bool setOn(bool isOn) const;
    QString file() const;

private:
    QString m_folder;
    QString m_command;
};

} // namespace mirrorlake::ui
