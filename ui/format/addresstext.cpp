#include "ui/format/addresstext.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

namespace mirrorlake::ui {

namespace {

bool isLoopback(const std::string &listen)
{
    QString host = QString::fromStdString(listen.substr(0, listen.rfind(':')));
    host.remove(u'[').remove(u']');
    return host == QStringLiteral("localhost") || QHostAddress(host).isLoopback();
}

} // namespace

QString addressNote(const control::ServedAddress &address)
{
    switch (address.kind) {
    case control::AddressKind::Loopback:
        return QCoreApplication::translate("Address", "this PC");
    case control::AddressKind::Vpn:
        return QCoreApplication::translate("Address", "VPN");
    case control::AddressKind::Lan:
        break;
    }
    return QString::fromStdString(address.interfaceName);
}

QString accessText(const std::vector<std::string> &listen)
{
    return isOnlyThisPc(listen) ? QCoreApplication::translate("Address", "Only this PC")
                                : QCoreApplication::translate("Address", "This network");
}

bool isOnlyThisPc(const std::vector<std::string> &listen)
{
    return std::ranges::all_of(listen, isLoopback);
}

} // namespace mirrorlake::ui
