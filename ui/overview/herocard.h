// The card that answers "is it serving, and where": one of stopped, starting, serving (stopping looks the same) and
// failed. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "ui/context.h"

#include <QStackedWidget>

namespace mirrorlake::ui {

class HeroServing;
class HeroStopped;

class HeroCard final : public QStackedWidget
{
    Q_OBJECT

public:
    HeroCard(const Context &context, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot);
    using QStackedWidget::show;
    void setNarrow(bool isNarrow);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    HeroStopped *m_stopped;
    HeroStopped *m_starting;
    HeroServing *m_serving;
    HeroStopped *m_failed;
};

} // namespace mirrorlake::ui
