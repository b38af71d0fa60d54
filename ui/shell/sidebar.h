// Side navigation: icons and names, below 1100 px only icons. Thread: GUI.
#pragma once

#include "ui/shell/sidebarmodel.h"

#include <QListView>

namespace mirrorlake::ui {

class Theme;

class Sidebar final : public QListView
{
    Q_OBJECT

public:
    explicit Sidebar(const Theme &theme, QWidget *parent = nullptr);

    SidebarModel &model() { return m_model; }
    void setNarrow(bool isNarrow);
    void setPage(PageId page);
    void retranslate();

signals:
    void pageChosen(PageId page);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    SidebarModel m_model;
};

} // namespace mirrorlake::ui
