#include "ui/traffic/trafficexport.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

QString csvCell(const QVariant &value)
{
    QString text = value.toString();
    if (value.typeId() != QMetaType::QString)
        return text;
    constexpr QStringView formulaStarts = u"=+-@\t\r";
    if (!text.isEmpty() && formulaStarts.contains(text.front()))
        text.prepend(u'\'');
    if (!text.contains(u'"') && !text.contains(u',') && !text.contains(u'\n') && !text.contains(u'\r'))
        return text;
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

ExportTable exportTable(const std::vector<RequestRow> &requests)
{
    ExportTable table{{u"time"_s, u"client"_s, u"client_name"_s, u"method"_s, u"repo"_s, u"path"_s, u"commit"_s,
                       u"result"_s, u"status"_s, u"range_begin"_s, u"range_end"_s, u"bytes"_s, u"milliseconds"_s,
                       u"open"_s, u"id"_s},
                      {}};
    table.rows.reserve(requests.size());
    for (const RequestRow &row : requests)
        table.rows.push_back({QDateTime::fromMSecsSinceEpoch(row.at, Qt::UTC).toString(Qt::ISODateWithMs), row.client,
                              row.clientName, row.method, row.repo, row.path, row.commit,
                              QString::fromLatin1(keyOf(resultOf(row))), row.status, row.begin, row.end, row.bytes,
                              row.took, row.isOpen, row.id});
    return table;
}

ExportTable exportTable(const std::vector<BreakdownRow> &rows, BreakdownBy by)
{
    const bool isByClient = by == BreakdownBy::Client;
    ExportTable table{{u"name"_s, u"requests"_s, u"bytes"_s, u"hits"_s, u"joined"_s, u"misses"_s}, {}};
    if (isByClient)
        table.fields.insert(1, u"address"_s);
    for (const BreakdownRow &row : rows) {
        QVariantList cells{row.name, row.requests, row.bytes, row.hits, row.joined, row.misses};
        if (isByClient)
            cells.insert(1, row.key);
        table.rows.push_back(std::move(cells));
    }
    return table;
}

QByteArray asCsv(const ExportTable &table)
{
    QString text = QChar(QChar::ByteOrderMark) + table.fields.join(u',') + u"\r\n";
    for (const QVariantList &row : table.rows) {
        QStringList cells;
        for (const QVariant &value : row)
            cells += csvCell(value);
        text += cells.join(u',') + u"\r\n";
    }
    return text.toUtf8();
}

QByteArray asJson(const ExportTable &table)
{
    QJsonArray list;
    for (const QVariantList &row : table.rows) {
        QJsonObject object;
        for (qsizetype i = 0; i < row.size(); ++i)
            object.insert(table.fields.at(i), QJsonValue::fromVariant(row.at(i)));
        list.append(object);
    }
    return QJsonDocument(list).toJson();
}

} // namespace mirrorlake::ui
