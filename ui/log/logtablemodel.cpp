#include "ui/log/logtablemodel.h"

#include "ui/format/format.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr TableColumn tableColumns[] = {
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::LogTableModel", "Time")},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::LogTableModel", "Level")},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::LogTableModel", "Part")},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::LogTableModel", "Message")},
};
static_assert(std::size(tableColumns) == LogTableModel::ColumnCount);

} // namespace

void LogTableModel::append(const std::vector<log::Line> &lines)
{
    if (lines.empty())
        return;
    const int news = std::min(int(lines.size()), mostLines);
    if (const int tooMany = int(m_lines.size()) + news - mostLines; tooMany > 0) {
        beginRemoveRows({}, 0, tooMany - 1);
        m_lines.erase(m_lines.begin(), m_lines.begin() + tooMany);
        endRemoveRows();
    }
    beginInsertRows({}, int(m_lines.size()), int(m_lines.size()) + news - 1);
    m_lines.insert(m_lines.end(), lines.end() - news, lines.end());
    endInsertRows();
}

void LogTableModel::setNames(const ClientNames &names)
{
    if (m_names.set(names) && !m_lines.empty())
        emit dataChanged(index(0, Message), index(int(m_lines.size()) - 1, Message));
}

QStringList LogTableModel::namesIn(int row) const
{
    return m_names.in(QString::fromStdString(line(row).text));
}

void LogTableModel::clear()
{
    beginResetModel();
    m_lines.clear();
    endResetModel();
}

int LogTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

std::span<const TableColumn> LogTableModel::columns() const
{
    return tableColumns;
}

QVariant LogTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const log::Line &line = m_lines[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(line, index.column());
    case Qt::ToolTipRole:
        return index.column() == Message ? tip(index.row()) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == Time ? asText(line) : text(line, index.column());
    case SortRole:
        if (index.column() == Time)
            return qint64(line.unixMilliseconds);
        return index.column() == LevelColumn ? QVariant(int(line.level)) : QVariant(text(line, index.column()));
    case LevelRole:
        return int(line.level);
    default:
        return ColumnedModel::data(index, role);
    }
}

QString LogTableModel::text(const log::Line &line, int column)
{
    switch (Column(column)) {
    case Time:
        return QDateTime::fromMSecsSinceEpoch(line.unixMilliseconds).toString(u"HH:mm:ss.zzz"_s);
    case LevelColumn:
        return levelName(line.level);
    case Part:
        return QString::fromStdString(line.room);
    case Message:
        return QString::fromStdString(line.text);
    case ColumnCount:
        break;
    }
    return {};
}

QString LogTableModel::tip(int row) const
{
    return (QStringList{text(line(row), Message)} + namesIn(row)).join(u'\n');
}

QString LogTableModel::asText(const log::Line &line)
{
    return QDateTime::fromMSecsSinceEpoch(line.unixMilliseconds).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s) + u' ' +
           QString::fromStdString(std::string(log::nameOf(line.level))) + u' ' + QString::fromStdString(line.room) +
           u' ' + QString::fromStdString(line.text);
}

QString levelName(log::Level level)
{
    switch (level) {
    case log::Level::Trace:
    case log::Level::Debug:
        return LogTableModel::tr("Debug");
    case log::Level::Info:
        return LogTableModel::tr("Info");
    case log::Level::Warning:
        return LogTableModel::tr("Warning");
    case log::Level::Error:
    case log::Level::Off:
        break;
    }
    return LogTableModel::tr("Error");
}

} // namespace mirrorlake::ui
