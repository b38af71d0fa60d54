// One page of the window. Shown pages get each snapshot twice a second; hidden ones get none. A page fills its layout
// and its words; edges, language and the keys that mean something on every page come from here. Thread: GUI.
#pragma once

#include "control/snapshot.h"

#include <QWidget>

namespace mirrorlake::ui {

/// What a key means wherever it is pressed; each page says what that is there.
enum class PageVerb
{
    Find,
    Escape,
    Details,
    PauseOrResume,
    MoveTop,
    MoveUp,
    MoveDown,
    MoveBottom,
    Remove,
    DeleteFiles,
    Rename,
    Pin,
};
constexpr int pageVerbCount = int(PageVerb::Pin) + 1;

class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual void show(const control::Snapshot &snapshot) = 0;
    using QWidget::show;
    /// The page's own buttons in the header, or nullptr. Owned by the header once taken.
    virtual QWidget *headerTools() { return nullptr; }
    /// Below 1100 px the window is narrow: smaller edges, one column less, captions give way.
    void setNarrow(bool isNarrow);
    /// True when the page itself shows state and address, so that the header need not.
    virtual bool showsAddress() const { return false; }
    /// False when the verb means nothing here.
    virtual bool act(PageVerb verb);

protected:
    void changeEvent(QEvent *event) override;
    virtual void becomeNarrow(bool isNarrow) { Q_UNUSED(isNarrow) }
    virtual void retranslate() {}
    /// The layout that has the page's edges.
    virtual QLayout *edged() const { return layout(); }
};

} // namespace mirrorlake::ui
