#include "ui/desktop/openrequest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr qsizetype mostLinks = 1000;
constexpr qsizetype longestLink = 2048;

} // namespace

QByteArray OpenRequest::toBytes() const
{
    const QJsonObject object{{u"page"_s, page}, {u"links"_s, QJsonArray::fromStringList(links)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<OpenRequest> OpenRequest::fromBytes(const QByteArray &bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return std::nullopt;
    OpenRequest request;
    request.page = document[u"page"_s].toString();
    const QJsonArray links = document[u"links"_s].toArray();
    for (const QJsonValue &link : links) {
        const QString text = link.toString().trimmed();
        if (!text.isEmpty() && text.size() <= longestLink && request.links.size() < mostLinks)
            request.links += text;
    }
    return request;
}

} // namespace mirrorlake::ui
