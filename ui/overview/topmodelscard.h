// The models that were served most today: how much, how much of it from the cache. Asked of the mirror every few
// seconds while it can be seen. Thread: GUI; never waits.
#pragma once

#include "control/upkeeporder.h"
#include "ui/context.h"

#include <QFrame>
#include <QTimer>

#include <vector>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableWidget;

namespace mirrorlake::ui {

class EmptyState;

class TopModelsCard final : public QFrame
{
    Q_OBJECT

public:
    explicit TopModelsCard(const Context &context, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void ask();
    void take(std::vector<catalog::DayRow> rows);
    void fill();
    void retranslate();

    const Context m_context;
    std::vector<catalog::DayRow> m_rows; ///< most served first
    QTimer m_timer;
    QLabel *m_title;
    QPushButton *m_all;
    QStackedWidget *m_stack;
    QTableWidget *m_table;
    EmptyState *m_empty;
};

} // namespace mirrorlake::ui
