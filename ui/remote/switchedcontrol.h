// The mirror that the window shows now: that of this PC, or one elsewhere. What belongs to the window itself, its look
// and its notices, is always that of this PC. Thread: GUI; the one it shows is changed while nobody uses it.
#pragma once

#include "control/control.h"

namespace mirrorlake::ui {

class SwitchedControl final : public control::Control
{
public:
    /// Shows this one first; it outlives the switch.
    explicit SwitchedControl(control::Control &local) : m_local(local) {}

    /// Nothing: the mirror of this PC.
    void show(std::unique_ptr<control::Control> remote) { m_remote = std::move(remote); }
    bool isRemote() const { return m_remote != nullptr; }

    std::shared_ptr<const control::Snapshot> snapshot() const override { return present().snapshot(); }
    settings::Settings settings() const override;
    log::Tail logSince(std::uint64_t number) const override { return present().logSince(number); }
    control::Operations &operations() override { return present().operations(); }
    void start() override { present().start(); }
    void stop() override { present().stop(); }
    Result<void> setListen(std::vector<std::string> addresses) override { return present().setListen(addresses); }
    Result<void> setLook(settings::LookSettings look) override { return m_local.setLook(std::move(look)); }
    void changeSettings(std::vector<control::Assignment> assignments,
                        control::Then<control::SettingsOutcome> then) override;

private:
    control::Control &present() const { return m_remote ? *m_remote : m_local; }

    control::Control &m_local;
    std::unique_ptr<control::Control> m_remote;
};

} // namespace mirrorlake::ui
