// Paints the last column of a file tree: what of a file is here, with icon and colour; the rest as the style does.
// Thread: GUI.
#pragma once

#include <QStyledItemDelegate>

namespace mirrorlake::ui {

class Theme;

class FileTreeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit FileTreeDelegate(const Theme &theme, QObject *parent = nullptr)
        : QStyledItemDelegate(parent), m_theme(theme)
    {}

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace mirrorlake::ui
