// Examines the mirror in this process, one checkup at a time, on a thread of its own ("doctor"). Thread: any; nothing
// here waits but stop().
#pragma once

#include "control/checkup.h"
#include "doctor/patient.h"
#include "doctor/probe.h"

#include <QtCore/QThreadPool>

#include <atomic>
#include <functional>

namespace mirrorlake::doctor {

class LocalDoctor final : public control::CheckupService
{
public:
    /// patient: how the mirror is at this moment; any thread.
    LocalDoctor(std::function<Patient()> patient, std::unique_ptr<Probe> probe);
    ~LocalDoctor() override; ///< as stop()

    void checkup(std::function<void(Result<control::Checkup>)> then) override;
    /// Refuses from now on; waits for one that is under way, seconds at most.
    void stop();

private:
    const std::function<Patient()> m_patient;
    const std::unique_ptr<Probe> m_probe;
    std::atomic<bool> m_isBusy{false};
    std::atomic<bool> m_isStopping{false};
    QThreadPool m_pool; // depends on: all above
};

} // namespace mirrorlake::doctor
