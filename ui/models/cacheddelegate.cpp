#include "ui/models/cacheddelegate.h"

#include "ui/models/cachedmodel.h"
#include "ui/parts/rowpainter.h"
#include "ui/theme/theme.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int iconRoom = 25;
constexpr int barWidth = 46;
constexpr int barHeight = 6;

} // namespace

CachedDelegate::CachedDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

void CachedDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    RowPainter row(m_theme, *painter, option, index);
    QRect rect = row.cell(index.column() == CachedModel::State);
    const auto elided = [&](Token token, Qt::TextElideMode mode) {
        painter->setPen(m_theme.color(token));
        painter->drawText(rect, int(Qt::AlignLeft | Qt::AlignVCenter),
                          painter->fontMetrics().elidedText(index.data().toString(), mode, rect.width()));
    };
    switch (index.column()) {
    case CachedModel::Pin:
        if (index.data(CachedModel::SortRole).toInt() > 0)
            row.icon(rect, u"pin"_s, Token::Accent);
        break;
    case CachedModel::Repo:
        row.icon(rect, index.data(CachedModel::IconRole).toString(), Token::TextMuted);
        rect.setLeft(rect.left() + iconRoom);
        elided(Token::Text, Qt::ElideMiddle);
        break;
    case CachedModel::Revisions:
        elided(Token::TextMuted, Qt::ElideRight);
        break;
    case CachedModel::Size: {
        QRectF bar(rect.left(), rect.center().y() - barHeight / 2.0, barWidth, barHeight);
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.color(Token::Track));
        painter->drawRoundedRect(bar, 3, 3);
        bar.setWidth(std::max(2.0, barWidth * index.data(CachedModel::ShareRole).toDouble()));
        painter->setBrush(m_theme.color(Token::Lan));
        painter->drawRoundedRect(bar, 3, 3);
        row.text(rect);
        break;
    }
    case CachedModel::State: {
        const bool isGood = index.data(CachedModel::ToneRole).toString() == "ok"_L1;
        row.icon(rect, isGood ? u"verify"_s : u"warning"_s, isGood ? Token::Ok : Token::Warn);
        rect.setLeft(rect.left() + iconRoom - 3);
        elided(isGood ? Token::Ok : Token::Warn, Qt::ElideRight);
        break;
    }
    default:
        row.text(rect);
    }
}

} // namespace mirrorlake::ui
