// Rows of a table like all others, one column of which shows its share of the largest as a bar before the number.
// Thread: GUI.
#pragma once

#include <QStyledItemDelegate>

namespace mirrorlake::ui {

class Theme;

class ShareDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int ShareRole = Qt::UserRole;    ///< 0 to 1
    static constexpr int IconRole = Qt::UserRole + 1; ///< name of an icon before the first text, or nothing

    ShareDelegate(const Theme &theme, int column, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
    int m_column;
};

} // namespace mirrorlake::ui
