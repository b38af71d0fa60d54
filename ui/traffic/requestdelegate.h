// Paints the cells of the request table: a green dot before open ones, the repo with its file muted beside it, what
// became of it with icon and colour. Thread: GUI.
#pragma once

#include <QStyledItemDelegate>

namespace mirrorlake::ui {

class Theme;

class RequestDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit RequestDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintFile(QPainter &painter, const QRect &rect, const QModelIndex &index) const;

    const Theme &m_theme;
};

} // namespace mirrorlake::ui
