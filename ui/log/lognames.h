// Which clients the addresses in a line of the log are: the lines themselves stay as they were written. Pure.
#pragma once

#include "ui/clients/clientpolicy.h"

#include <QRegularExpression>

namespace mirrorlake::ui {

class LogNames
{
public:
    /// True when they are others than before.
    bool set(const ClientNames &names);
    /// "192.168.1.31 = gpu-node-01" for each address in the text that has a name.
    QStringList in(const QString &text) const;

private:
    struct Named
    {
        QString address;
        QRegularExpression form; ///< the address, and no longer one that it is a part of
        QString line;
    };

    ClientNames m_names;
    std::vector<Named> m_named;
};

} // namespace mirrorlake::ui
