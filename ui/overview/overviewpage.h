// The first page: is it serving, at which address, what does it save, who downloads. Puts its cards in two columns;
// below 1100 px the first screen is state, figures, chart and active clients, the rest scrolls. Thread: GUI.
#pragma once

#include "ui/context.h"
#include "ui/shell/page.h"

class QBoxLayout;
class QPushButton;
class QScrollArea;

namespace mirrorlake::ui {

class ActiveClientsCard;
class AttentionCard;
class DiskCard;
class FiguresCard;
class FlexibleBox;
class HeroCard;
class ThroughputCard;
class TopModelsCard;

class OverviewPage final : public Page
{
    Q_OBJECT

public:
    OverviewPage(const Context &context, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot) override;
    QWidget *headerTools() override { return m_tools; }
    bool showsAddress() const override { return true; }

protected:
    void becomeNarrow(bool isNarrow) override;
    void retranslate() override;
    QLayout *edged() const override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeTools();
    void buildBody();
    void arrange();
    void fitFirstScreen();

    Context m_context;
    QWidget *m_tools;
    QPushButton *m_setup;
    QPushButton *m_health;
    QPushButton *m_stop;
    QScrollArea *m_scroll;
    FlexibleBox *m_firstScreen;
    QWidget *m_belowFirst;
    QBoxLayout *m_left;
    QBoxLayout *m_right;
    QBoxLayout *m_below; ///< of a narrow window: what does not fit on the first screen
    QBoxLayout *m_belowRight;
    HeroCard *m_hero;
    FiguresCard *m_figures;
    ThroughputCard *m_throughput;
    TopModelsCard *m_topModels;
    ActiveClientsCard *m_active;
    DiskCard *m_disk;
    AttentionCard *m_attention;
    bool m_isNarrow = false;
    bool m_isLow = false; ///< too low for the disk on the first screen
};

} // namespace mirrorlake::ui
