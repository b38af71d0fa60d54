#include "ui/log/logfilter.h"

#include "ui/log/logtablemodel.h"

namespace mirrorlake::ui {

void LogFilter::setLevel(log::Level level)
{
    m_level = level;
    invalidateFilter();
}

void LogFilter::setPart(const QString &part)
{
    m_part = part;
    invalidateFilter();
}

bool LogFilter::setWords(const QString &words)
{
    const bool isExpression = words.size() > 2 && words.startsWith(u'/') && words.endsWith(u'/');
    const QRegularExpression next(isExpression ? words.mid(1, words.size() - 2) : QRegularExpression::escape(words),
                                  QRegularExpression::CaseInsensitiveOption);
    if (!next.isValid())
        return false;
    m_words = next;
    invalidateFilter();
    return true;
}

bool LogFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const auto &model = *static_cast<const LogTableModel *>(sourceModel());
    const log::Line &line = model.line(row);
    if (line.level < m_level || (!m_part.isEmpty() && m_part != QString::fromStdString(line.room)))
        return false;
    return m_words.pattern().isEmpty() || m_words.match(QString::fromStdString(line.text)).hasMatch() ||
           !model.namesIn(row).filter(m_words).isEmpty();
}

} // namespace mirrorlake::ui
