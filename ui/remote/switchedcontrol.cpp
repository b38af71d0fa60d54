#include "ui/remote/switchedcontrol.h"

#include <algorithm>

namespace mirrorlake::ui {

settings::Settings SwitchedControl::settings() const
{
    settings::Settings settings = present().settings();
    if (m_remote) {
        const settings::Settings own = m_local.settings();
        settings.look = own.look;
        settings.notify = own.notify;
    }
    return settings;
}

void SwitchedControl::changeSettings(std::vector<control::Assignment> assignments,
                                     control::Then<control::SettingsOutcome> then)
{
    if (!m_remote)
        return m_local.changeSettings(std::move(assignments), std::move(then));
    const auto theirs = std::ranges::stable_partition(assignments, [](const control::Assignment &one) {
        return one.key.starts_with("look.") || one.key.starts_with("notify.");
    });
    std::vector<control::Assignment> sent(theirs.begin(), theirs.end());
    assignments.erase(theirs.begin(), theirs.end());
    if (sent.empty())
        return m_local.changeSettings(std::move(assignments), std::move(then));
    if (assignments.empty())
        return m_remote->changeSettings(std::move(sent), std::move(then));
    m_local.changeSettings(std::move(assignments),
                           [this, sent, then](const Result<control::SettingsOutcome> &own) mutable {
                               if (!own || !m_remote)
                                   return then(own);
                               m_remote->changeSettings(std::move(sent), std::move(then));
                           });
}

} // namespace mirrorlake::ui
