// The hero while serving: state and since when, the address with Copy and QR, every other address, and the line for the
// clients. While stopping the same stands with another word. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "ui/context.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace mirrorlake::ui {

class AddressLabel;
class ClientLinePanel;
class CopyFeedback;
class ElidedLabel;
class StateDot;

class HeroServing final : public QFrame
{
    Q_OBJECT

public:
    HeroServing(const Context &context, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot);
    using QFrame::show;
    void setNarrow(bool isNarrow);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    QString since(const control::Snapshot &snapshot) const;
    QString others(const control::Snapshot &snapshot) const;

    Context m_context;
    StateDot *m_dot;
    QLabel *m_state;
    ElidedLabel *m_since;
    AddressLabel *m_address;
    QPushButton *m_copy;
    CopyFeedback *m_copied;
    QToolButton *m_qr;
    ElidedLabel *m_others;
    ClientLinePanel *m_clientLine;
};

} // namespace mirrorlake::ui
