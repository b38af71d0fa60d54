// The models that were served most today: how much, how much of it from the cache. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "ui/context.h"

#include <QFrame>

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

    void show(const control::Snapshot &snapshot);
    using QFrame::show;

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Model
    {
        std::string repo;
        qint64 served = 0;
        qint64 files = 0;
        qint64 hits = 0;

        bool operator==(const Model &) const = default;
    };

    void fill();
    void retranslate();

    std::vector<Model> m_models; ///< most served first
    QLabel *m_title;
    QPushButton *m_all;
    QStackedWidget *m_stack;
    QTableWidget *m_table;
    EmptyState *m_empty;
};

} // namespace mirrorlake::ui
