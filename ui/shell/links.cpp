#include "ui/shell/links.h"

#include "preload/wish.h"

#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr qint64 largestList = 1 << 20;

QString contentsOf(const QString &path)
{
    QFile file(path);
    if (file.size() > largestList || !file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.read(largestList);
    return bytes.contains('\0') ? QString() : QString::fromUtf8(bytes);
}

/// The text when something in it can be downloaded.
QString checked(const QString &text)
{
    const auto lines = preload::readWishes(text.toStdString());
    const auto isGood = [](const preload::WishLine &line) { return line.wish.has_value(); };
    return lines && std::ranges::any_of(*lines, isGood) ? text.trimmed() : QString();
}

} // namespace

QString linksIn(const QMimeData &data)
{
    QStringList lines;
    const QList<QUrl> urls = data.urls();
    for (const QUrl &url : urls)
        lines += url.isLocalFile() ? contentsOf(url.toLocalFile()) : url.toString();
    if (const QString links = checked(lines.join(u'\n')); !links.isEmpty())
        return links;
    return data.hasText() && data.text().size() <= largestList ? checked(data.text()) : QString();
}

QString folderIn(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isDir())
            return url.toLocalFile();
    }
    return {};
}

} // namespace mirrorlake::ui
