// A mirror that only exists on paper: tests script its snapshots and see what was asked of it. Thread: GUI.
#pragma once

#include "control/control.h"
#include "settings/fieldvalue.h"
#include "ui/fakeoperations.h"

#include <algorithm>
#include <optional>

namespace mirrorlake::test {

class FakeControl final : public control::Control
{
public:
    control::Snapshot next;             ///< handed out by snapshot()
    settings::Settings kept;            ///< handed out by settings()
    std::vector<log::Line> log;         ///< handed out by logSince()
    std::optional<Error> listenFault;   ///< what setListen() answers, if anything
    std::optional<Error> settingsFault; ///< what changeSettings() answers, if anything
    FakeOperations work;
    std::vector<control::Assignment> assigned; ///< what changeSettings() was last given
    int starts = 0;
    int stops = 0;
    int lookChanges = 0;

    std::shared_ptr<const control::Snapshot> snapshot() const override
    {
        ++m_reads;
        return std::make_shared<control::Snapshot>(next);
    }
    settings::Settings settings() const override { return kept; }
    log::Tail logSince(std::uint64_t number) const override
    {
        const auto from = std::min<std::size_t>(number, log.size());
        return {{log.begin() + std::ptrdiff_t(from), log.end()}, log.size()};
    }
    control::Operations &operations() override { return work; }
    void changeSettings(std::vector<control::Assignment> assignments,
                        control::Then<control::SettingsOutcome> then) override
    {
        if (settingsFault)
            return then(fail(*settingsFault));
        control::SettingsOutcome outcome;
        for (const control::Assignment &assignment : assignments) {
            const auto result = settings::assign(kept, *settings::findField(assignment.key), assignment.value);
            if (!result)
                return then(fail(result.error()));
            outcome.live.push_back(assignment.key);
        }
        assigned = std::move(assignments);
        then(std::move(outcome));
    }
    void start() override
    {
        ++starts;
        next.state = control::MirrorState::Starting;
        next.failure.reset();
    }
    void stop() override
    {
        ++stops;
        next.state = control::MirrorState::Stopping;
    }
    Result<void> setListen(std::vector<std::string> addresses) override
    {
        if (listenFault)
            return fail(*listenFault);
        kept.server.listen = std::move(addresses);
        return {};
    }
    Result<void> setLook(settings::LookSettings look) override
    {
        ++lookChanges;
        kept.look = std::move(look);
        return {};
    }
    int reads() const { return m_reads; }

private:
    mutable int m_reads = 0;
};

} // namespace mirrorlake::test
