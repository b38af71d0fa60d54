// What the traffic page shows as CSV or JSON: names of fields in English, numbers in full, times in ISO 8601. Pure.
#pragma once

#include "ui/traffic/breakdown.h"

#include <QByteArray>
#include <QStringList>
#include <QVariantList>

namespace mirrorlake::ui {

struct ExportTable
{
    QStringList fields;
    std::vector<QVariantList> rows;
};

ExportTable exportTable(const std::vector<RequestRow> &requests);
/// Clients have their address, too.
ExportTable exportTable(const std::vector<BreakdownRow> &rows, BreakdownBy by);

/// RFC 4180, UTF-8 with a mark for spreadsheets. Text that a spreadsheet would take for a formula gets a ' before it.
QByteArray asCsv(const ExportTable &table);
/// A list of objects.
QByteArray asJson(const ExportTable &table);

} // namespace mirrorlake::ui
