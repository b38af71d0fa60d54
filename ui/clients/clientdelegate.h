// Paints the cells of the client tables: the address with what it does below, the rate with its sparkline, numbers on
// the right. Thread: GUI.
#pragma once

#include <QStyledItemDelegate>

namespace mirrorlake::ui {

class RowPainter;
class Theme;

class ClientDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// isCompact paints address, sparkline and rate in the one cell of a list.
    ClientDelegate(const Theme &theme, bool isCompact, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintCompact(QPainter &painter, RowPainter &row, const QRect &rect, const QModelIndex &index) const;
    void paintRate(QPainter &painter, RowPainter &row, const QRect &rect, const QModelIndex &index) const;
    void paintHistory(QPainter &painter, QPoint leftCenter, const QModelIndex &index) const;

    const Theme &m_theme;
    bool m_isCompact;
};

} // namespace mirrorlake::ui
