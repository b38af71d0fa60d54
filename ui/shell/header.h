// Above every page: its title, the address capsule, the page's own buttons and the menu. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "ui/context.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace mirrorlake::ui {

class AddressCapsule;
class Page;
class WindowMenu;

class Header final : public QWidget
{
    Q_OBJECT

public:
    Header(const Context &context, QWidget *parent = nullptr);

    void addTools(QWidget *tools);
    /// Of the mirror that is shown; between title and capsule.
    void addSwitch(QWidget *mirrors);
    /// Puts the page's title and buttons there.
    void showPage(const QString &title, Page &page);
    void show(const control::Snapshot &snapshot);
    using QWidget::show;
    void setNarrow(bool isNarrow);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QHBoxLayout *m_layout;
    QLabel *m_title;
    AddressCapsule *m_capsule;
    QToolButton *m_menuButton;
    WindowMenu *m_menu;
    std::vector<QWidget *> m_tools;
};

} // namespace mirrorlake::ui
