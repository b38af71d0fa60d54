#include "ui/desktop/desktopnotice.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QVariantMap>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

void sendDesktopNotice(const QString &title, const QString &text, bool isFailure)
{
    const QString service = u"org.freedesktop.Notifications"_s;
    QDBusMessage call =
        QDBusMessage::createMethodCall(service, u"/org/freedesktop/Notifications"_s, service, u"Notify"_s);
    const QVariantMap hints{{u"urgency"_s, QVariant::fromValue(uchar(isFailure ? 2 : 1))},
                            {u"desktop-entry"_s, u"mirrorlake"_s}};
    call << u"Mirrorlake"_s << uint(0) << u"mirrorlake"_s << title << text << QStringList() << hints << -1;
    QDBusConnection::sessionBus().asyncCall(call);
}

} // namespace mirrorlake::ui
