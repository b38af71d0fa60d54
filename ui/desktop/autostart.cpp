#include "ui/desktop/autostart.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

/// As the desktop entry format quotes an argument.
QString quoted(QString argument)
{
    static const QString special = u"\"`$\\"_s;
    for (qsizetype i = argument.size(); i-- > 0;) {
        if (special.contains(argument.at(i)))
            argument.insert(i, u'\\');
    }
    return u'"' + argument.replace(u'%', u"%%"_s) + u'"';
}

} // namespace

Autostart::Autostart()
    : Autostart(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/autostart"_s,
                quoted(QCoreApplication::applicationFilePath()) + u" --start --hidden"_s)
{}

Autostart::Autostart(QString folder, QString command) : m_folder(std::move(folder)), m_command(std::move(command)) {}

QString Autostart::file() const
{
    return m_folder + u"/mirrorlake.desktop"_s;
}

bool Autostart::isOn() const
{
    QFile entry(file());
    if (!entry.open(QIODevice::ReadOnly))
        return false;
    const QStringList lines = QString::fromUtf8(entry.readAll()).split(u'\n');
    return !lines.contains(u"Hidden=true"_s) && !lines.contains(u"X-GNOME-Autostart-enabled=false"_s);
}

bool Autostart::setOn(bool isOn) const
{
    if (!isOn)
        return !QFile::exists(file()) || QFile::remove(file());
    if (!QDir().mkpath(m_folder))
        return false;
    QSaveFile entry(file());
    if (!entry.open(QIODevice::WriteOnly))
        return false;
    const QString text =
        u"[Desktop Entry]\nType=Application\nName=Mirrorlake\nIcon=mirrorlake\nTerminal=false\nExec="_s + m_command +
        u'\n';
    entry.write(text.toUtf8());
    return entry.commit();
}

} // namespace mirrorlake::ui
