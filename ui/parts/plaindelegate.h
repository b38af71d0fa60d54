// Paints table cells as plain text on the common row. Thread: GUI.
#pragma once

#include <QStyledItemDelegate>

namespace mirrorlake::ui {

class Theme;

class PlainDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit PlainDelegate(const Theme &theme, QObject *parent = nullptr) : QStyledItemDelegate(parent), m_theme(theme)
    {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace mirrorlake::ui
