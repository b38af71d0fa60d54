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
    m_remote->changeSettings(std::move(sent),
                             [&local = m_local, own = std::move(assignments), then](const auto &theirs) {
                                 if (!theirs)
                                     return then(theirs);
                                 local.changeSettings(own, [answer = *theirs, then](const auto &ours) mutable {
                                     if (!ours)
                                         return then(ours);
                                     answer.live.insert(answer.live.end(), ours->live.begin(), ours->live.end());
                                     if (!answer.notSaved)
                                         answer.notSaved = ours->notSaved;
                                     then(std::move(answer));
                                 });
                             });
}

} // namespace mirrorlake::ui
