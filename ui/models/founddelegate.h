// Paints a found repo: icon, name over its task and date, size and badge at the right. Thread: GUI.
#pragma once

#include <QStyledItemDelegate>

namespace mirrorlake::ui {

class Theme;

class FoundDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit FoundDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace mirrorlake::ui
