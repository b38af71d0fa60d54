// Search of the Hub with the card of the chosen repo, what is cached here, what was asked for in vain, and what is kept
// current. Thread: GUI.
#pragma once

#include "ui/context.h"
#include "ui/shell/page.h"

class QSplitter;
class QStackedWidget;
class QTabBar;

namespace mirrorlake::ui {

class CachedPanel;
class ModelCard;
class SchedulesPanel;
class SearchPanel;
class WantedPanel;

class ModelsPage final : public Page
{
    Q_OBJECT

public:
    explicit ModelsPage(const Context &context, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot) override;
    using Page::show;
    bool act(PageVerb verb) override;

protected:
    void becomeNarrow(bool isNarrow) override;
    void retranslate() override;

private:
    enum Tab
    {
        Search,
        Cached,
        Schedules,
        Wanted
    };

    void connectPanels();
    void openTab(int tab);
    void goOnline();
    void nameTabs();

    Context m_context;
    int m_cached = 0;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    QSplitter *m_splitter;
    SearchPanel *m_search;
    ModelCard *m_card;
    CachedPanel *m_cachedPanel;
    SchedulesPanel *m_schedules;
    WantedPanel *m_wanted;
};

} // namespace mirrorlake::ui
