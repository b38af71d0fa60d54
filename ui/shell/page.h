// One page of the window. Shown pages get each snapshot twice a second; hidden ones get none. Thread: GUI.
#pragma once

#include "control/snapshot.h"

#include <QWidget>

namespace mirrorlake::ui {

class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual void show(const control::Snapshot &snapshot) = 0;
    using QWidget::show;
    /// The page's own buttons in the header, or nullptr. Owned by the header once taken.
    virtual QWidget *headerTools() { return nullptr; }
    /// Below 1100 px the window is narrow: one column less, captions give way.
    virtual void setNarrow(bool isNarrow) { Q_UNUSED(isNarrow) }
    /// True when the page itself shows state and address, so that the header need not.
    virtual bool showsAddress() const { return false; }
};

} // namespace mirrorlake::ui
