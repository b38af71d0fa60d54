// A part of a client's card that asks the mirror about this client now and again, while it can be seen.
// Thread: GUI; never waits.
#pragma once

#include "control/upkeeporder.h"
#include "ui/context.h"

#include <QTimer>
#include <QWidget>

#include <chrono>

namespace mirrorlake::ui {

class ClientPane : public QWidget
{
    Q_OBJECT

public:
    ClientPane(const Context &context, std::chrono::milliseconds interval, QWidget *parent);

    void setClient(const QString &address);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

    virtual control::UpkeepOrder order() const = 0;
    /// What was answered of this client; an empty answer when another was chosen.
    virtual void take(const control::UpkeepAnswer &answer) = 0;

    std::string client() const { return m_client.toStdString(); }
    const Context m_context;

private:
    void ask();

    QString m_client;
    QTimer m_timer;
};

} // namespace mirrorlake::ui
