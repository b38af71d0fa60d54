// The hero while nothing is served: the state, why, the Start button, and beside it what the start will use. Three of
// them exist, for stopped, starting and failed; they keep their places so that nothing jumps. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "ui/context.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace mirrorlake::ui {

class ElidedLabel;
class Preflight;
class StateDot;

class HeroStopped final : public QFrame
{
    Q_OBJECT

public:
    HeroStopped(const Context &context, control::MirrorState state, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot);
    using QFrame::show;
    void setNarrow(bool isNarrow);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    QString stateSentence() const;
    QString explanation() const;

    Context m_context;
    control::MirrorState m_state;
    std::optional<Error> m_failure;
    StateDot *m_dot;
    QLabel *m_title;
    QLabel *m_text;
    ElidedLabel *m_detail; ///< of a failure, as the log has it
    QPushButton *m_start;
    QLabel *m_key;
    Preflight *m_preflight;
};

} // namespace mirrorlake::ui
