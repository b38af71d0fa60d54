// Paints a file of a job on the common row: its state with an icon, what is here of it as a bar beside the number.
// Thread: GUI.
#pragma once

#include <QStyledItemDelegate>

namespace mirrorlake::ui {

class Theme;

class JobFileDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit JobFileDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace mirrorlake::ui
