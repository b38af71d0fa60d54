// Paints one entry of the sidebar. Thread: GUI.
#pragma once

#include <QStyledItemDelegate>

namespace mirrorlake::ui {

class Theme;

class SidebarDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    SidebarDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    void setNarrow(bool isNarrow) { m_isNarrow = isNarrow; }
    void setSpacerHeight(int height) { m_spacerHeight = height; }
    static int entryHeight(const QFontMetrics &metrics);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
    bool m_isNarrow = false;
    int m_spacerHeight = 0;
};

} // namespace mirrorlake::ui
