#include "ui/models/filetreedelegate.h"

#include "ui/models/filetreemodel.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr QSize iconSize(16, 16);

} // namespace

void FileTreeDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->state &= ~QStyle::State_HasFocus;
    option->palette.setColor(QPalette::HighlightedText, m_theme.color(Token::Text));
    const bool isGroup = index.data(FileTreeModel::IsGroupRole).toBool();
    if (isGroup)
        option->font.setWeight(emphasisWeight());
    if (index.column() == FileTreeModel::Name) {
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = m_theme.icon(isGroup ? u"folder"_s : u"file"_s, Token::TextMuted);
        option->decorationSize = iconSize;
    }
    if (isGroup || index.column() != FileTreeModel::Cached)
        return;
    option->font = textFont(9);
    const auto presence = library::Presence(index.data(FileTreeModel::PresenceRole).toInt());
    const Token token = presence == library::Presence::Complete  ? Token::Ok
                        : presence == library::Presence::Partial ? Token::Lan
                                                                 : Token::TextMuted;
    option->palette.setColor(QPalette::Text, m_theme.color(token));
    option->palette.setColor(QPalette::HighlightedText, m_theme.color(token));
    if (presence == library::Presence::Complete) {
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = m_theme.icon(u"ok"_s, Token::Ok);
        option->decorationSize = iconSize;
    }
}

} // namespace mirrorlake::ui
