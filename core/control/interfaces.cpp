#include "control/interfaces.h"

#include <QtNetwork/QNetworkInterface>

namespace mirrorlake::control {

std::vector<InterfaceAddress> localInterfaces()
{
    std::vector<InterfaceAddress> found;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        const auto flags = interface.flags();
        if (!flags.testFlag(QNetworkInterface::IsUp) || flags.testFlag(QNetworkInterface::IsLoopBack))
            continue;
        for (const QNetworkAddressEntry &entry : interface.addressEntries()) {
            if (entry.isTemporary() || entry.ip().isLoopback())
                continue;
            QHostAddress address = entry.ip();
            address.setScopeId({});
            found.push_back({interface.name().toStdString(), address.toString().toStdString(),
                             flags.testFlag(QNetworkInterface::IsPointToPoint)});
        }
    }
    return found;
}

} // namespace mirrorlake::control
