#include "ui/format/names.h"

#include "base/ids.h"

#include <QUrl>

namespace mirrorlake::ui {

QString hostOf(const std::string &url)
{
    const QUrl parsed(QString::fromStdString(url));
    if (parsed.host().isEmpty())
        return QString::fromStdString(url);
    return parsed.port() < 0 ? parsed.host() : parsed.host() + u':' + QString::number(parsed.port());
}

QString withoutScheme(const std::string &url)
{
    const QString text = QString::fromStdString(url);
    const qsizetype at = text.indexOf(u"://");
    return at < 0 ? text : text.mid(at + 3);
}

QString repoTitle(const std::string &repoKey)
{
    const Result<RepoKey> key = RepoKey::parse(repoKey);
    return QString::fromStdString(key ? key->id.text() : repoKey);
}

int portOf(const std::string &listen)
{
    const std::size_t colon = listen.rfind(':');
    if (colon == std::string::npos)
        return 0;
    return QString::fromStdString(listen.substr(colon + 1)).toInt();
}

} // namespace mirrorlake::ui
