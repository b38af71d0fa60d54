#include "ui/clients/clientpane.h"

#include "control/control.h"
#include "ui/parts/later.h"

namespace mirrorlake::ui {

using control::UpkeepAnswer;

ClientPane::ClientPane(const Context &context, std::chrono::milliseconds interval, QWidget *parent)
    : QWidget(parent), m_context(context)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &ClientPane::ask);
}

void ClientPane::setClient(const QString &address)
{
    if (address == m_client)
        return;
    m_client = address;
    take({});
    if (isVisible())
        ask();
}

void ClientPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_timer.start();
    ask();
}

void ClientPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

void ClientPane::ask()
{
    if (m_client.isEmpty())
        return;
    m_context.control.operations().upkeep(
        order(), later<UpkeepAnswer>(this, [this, client = m_client](const Result<UpkeepAnswer> &answer) {
            if (answer && client == m_client)
                take(*answer);
        }));
}

} // namespace mirrorlake::ui
