// State word, address, Copy and QR in the header of every page but Overview, which shows the same large. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "ui/context.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace mirrorlake::ui {

class CopyFeedback;
class StateDot;

class AddressCapsule final : public QFrame
{
    Q_OBJECT

public:
    AddressCapsule(const Context &context, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot);
    using QFrame::show;

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    Context m_context;
    StateDot *m_dot;
    QLabel *m_state;
    QFrame *m_line;
    QLabel *m_address;
    QToolButton *m_copy;
    CopyFeedback *m_copied;
    QToolButton *m_qr;
    QPushButton *m_start;
};

} // namespace mirrorlake::ui
