// Paints the cells of the queue: repo and state in two lines, progress as a bar in the colour of its state. Thread:
// GUI.
#pragma once

#include <QStyledItemDelegate>

namespace mirrorlake::ui {

class Theme;

class JobDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit JobDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintProgress(QPainter &painter, const QRect &rect, const QModelIndex &index) const;

    const Theme &m_theme;
};

} // namespace mirrorlake::ui
