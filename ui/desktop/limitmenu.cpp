#include "ui/desktop/limitmenu.h"

#include "control/control.h"
#include "ui/format/format.h"
#include "ui/parts/ratechoices.h"
#include "ui/shell/actions.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

std::vector<qint64> presetsOf(LimitMenu::Side side)
{
    return side == LimitMenu::Side::ToClients
               ? std::vector<qint64>{800 * megabyte, 400 * megabyte, 100 * megabyte, 20 * megabyte}
               : std::vector<qint64>{50 * megabyte, 20 * megabyte, 5 * megabyte, megabyte};
}

} // namespace

LimitMenu::LimitMenu(const Context &context, Side side, QWidget *parent)
    : QMenu(parent), m_context(context), m_side(side)
{
    connect(this, &QMenu::aboutToShow, this, &LimitMenu::fill);
    retranslate();
}

qint64 LimitMenu::present() const
{
    const settings::LimitSettings limits = m_context.control.settings().limits;
    return (m_side == Side::ToClients ? limits.clients : limits.upstream).count;
}

QString LimitMenu::presentText() const
{
    const qint64 limit = present();
    return limit > 0 ? tr("limit %1").arg(Format::rate(double(limit))) : tr("no limit");
}

void LimitMenu::fill()
{
    clear();
    const qint64 now = present();
    std::vector<qint64> rates = rateChoices(presetsOf(m_side), now);
    rates.insert(rates.begin(), 0);
    for (const qint64 rate : rates) {
        QAction *action = addAction(rate == 0 ? tr("No limit") : Format::rate(double(rate)));
        action->setCheckable(true);
        action->setChecked(rate == now);
        connect(action, &QAction::triggered, this, [this, rate] { choose(rate); });
    }
    addSeparator();
    connect(addAction(tr("More in Settings…")), &QAction::triggered, m_context.actions.settings, &QAction::trigger);
}

void LimitMenu::choose(qint64 bytesPerSecond) const
{
    const char *key = m_side == Side::ToClients ? "limits.clients" : "limits.upstream";
    m_context.control.changeSettings({{key, std::to_string(bytesPerSecond)}}, [](const auto &) {});
}

void LimitMenu::retranslate()
{
    setTitle(m_side == Side::ToClients ? tr("To the LAN") : tr("From upstream"));
    fill(); // a menu without entries would not open
}

} // namespace mirrorlake::ui
