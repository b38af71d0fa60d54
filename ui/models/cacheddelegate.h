// Paints the cells of the table of held repos: the pin, an icon before the name, a bar before the size, the state with
// its icon. Thread: GUI.
#pragma once

#include <QStyledItemDelegate>

namespace mirrorlake::ui {

class Theme;

class CachedDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CachedDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace mirrorlake::ui
