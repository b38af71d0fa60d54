// A page that comes later, and says so. Thread: GUI.
#pragma once

#include "ui/shell/actions.h"
#include "ui/shell/page.h"

namespace mirrorlake::ui {

class EmptyState;
class Theme;

class NotBuiltPage final : public Page
{
    Q_OBJECT

public:
    NotBuiltPage(const Theme &theme, PageId page, QWidget *parent = nullptr);

    void show(const control::Snapshot &) override {}
    void setNarrow(bool isNarrow) override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    PageId m_page;
    EmptyState *m_text;
};

} // namespace mirrorlake::ui
