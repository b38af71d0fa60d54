#include "ui/log/logdelegate.h"

#include "ui/log/logtablemodel.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QStyle>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr QSize iconSize(16, 16);
constexpr int firstPadding = 13; ///< as the heads have it
constexpr int otherPadding = 4;

} // namespace

LogDelegate::LogDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

void LogDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QStyle *style = option.widget->style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    QStyleOptionViewItem padded(option);
    padded.rect.adjust(index.column() == LogTableModel::Time ? firstPadding : otherPadding, 0, 0, 0);
    QStyledItemDelegate::paint(painter, padded, index);
}

void LogDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->state &= ~QStyle::State_HasFocus;
    option->palette.setColor(QPalette::HighlightedText, m_theme.color(Token::Text));
    const auto level = log::Level(index.data(LogTableModel::LevelRole).toInt());
    if (index.column() != LogTableModel::LevelColumn) {
        option->font = fixedFont(9);
        const bool isMuted = index.column() != LogTableModel::Message;
        option->palette.setColor(QPalette::Text, m_theme.color(isMuted ? Token::TextMuted : Token::Text));
        return;
    }
    option->font = textFont(9);
    if (level < log::Level::Warning) {
        option->palette.setColor(QPalette::Text, m_theme.color(Token::TextMuted));
        return;
    }
    const Token tone = level == log::Level::Warning ? Token::Warn : Token::Error;
    option->palette.setColor(QPalette::Text, m_theme.color(tone));
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->icon = m_theme.icon(level == log::Level::Warning ? u"warning"_s : u"error"_s, tone);
    option->decorationSize = iconSize;
}

} // namespace mirrorlake::ui
