#include "ui/setup/persistendpoint.h"

#include <QDir>
#include <QSaveFile>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

const QString variable = QStringLiteral("HF_ENDPOINT=");

} // namespace

PersistEndpoint::PersistEndpoint()
    : PersistEndpoint(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/environment.d"_s)
{}

QString PersistEndpoint::file() const
{
    return m_folder + u"/60-mirrorlake.conf"_s;
}

QString PersistEndpoint::url() const
{
    QFile kept(file());
    if (!kept.open(QIODevice::ReadOnly))
        return {};
    const QStringList lines = QString::fromUtf8(kept.readAll()).split(u'\n');
    for (const QString &line : lines) {
        if (line.startsWith(variable))
            return line.mid(variable.size());
    }
    return {};
}

bool PersistEndpoint::setUrl(const QString &url) const
{
    if (url.isEmpty())
        return !QFile::exists(file()) || QFile::remove(file());
    QSaveFile kept(file());
    if (!QDir().mkpath(m_folder) || !kept.open(QIODevice::WriteOnly))
        return false;
    const QString line = variable + url + u'\n';
    kept.write(line.toUtf8());
    return kept.commit();
}

} // namespace mirrorlake::ui
