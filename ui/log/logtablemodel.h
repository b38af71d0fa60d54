// The newest lines of the log, oldest first; at most 10,000, the oldest go. Sort roles are times and levels. Thread:
// GUI.
#pragma once

#include "base/logtail.h"
#include "ui/log/lognames.h"
#include "ui/parts/columnedmodel.h"

#include <deque>

namespace mirrorlake::ui {

class LogTableModel final : public ColumnedModel
{
    Q_OBJECT

public:
    enum Column
    {
        Time,
        LevelColumn,
        Part,
        Message,
        ColumnCount
    };
    enum Role
    {
        SortRole = Qt::UserRole,
        LevelRole, ///< int of log::Level
    };
    static constexpr int mostLines = 10'000;

    using ColumnedModel::ColumnedModel;

    void append(const std::vector<log::Line> &lines);
    /// What clients are called, from now on.
    void setNames(const ClientNames &names);
    void clear();
    const log::Line &line(int row) const { return m_lines[std::size_t(row)]; }
    /// The named clients of a line, as LogNames says them.
    QStringList namesIn(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    std::span<const TableColumn> columns() const override;
    QVariant data(const QModelIndex &index, int role) const override;

    /// The line as the file has it: time, level, part, message.
    static QString asText(const log::Line &line);

private:
    QString tip(int row) const;
    static QString text(const log::Line &line, int column);

    std::deque<log::Line> m_lines;
    LogNames m_names;
};

/// "Warning" in the present language.
QString levelName(log::Level level);

} // namespace mirrorlake::ui
