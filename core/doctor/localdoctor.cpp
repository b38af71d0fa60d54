#include "doctor/localdoctor.h"

#include "doctor/checks.h"

namespace mirrorlake::doctor {

LocalDoctor::LocalDoctor(std::function<Patient()> patient, std::unique_ptr<Probe> probe)
    : m_patient(std::move(patient)), m_probe(std::move(probe))
{
    m_pool.setMaxThreadCount(1);
    m_pool.setObjectName(QStringLiteral("doctor"));
}

LocalDoctor::~LocalDoctor()
{
    stop();
}

void LocalDoctor::stop()
{
    m_isStopping = true;
    m_pool.waitForDone();
}

void LocalDoctor::checkup(std::function<void(Result<control::Checkup>)> then)
{
    if (m_isStopping)
        return then(fail(ErrorCode::Cancelled, "the mirror is stopping"));
    if (m_isBusy.exchange(true))
        return then(fail(ErrorCode::TooManyRequests, "a checkup is under way; ask again in a moment"));
    m_pool.start([this, then = std::move(then)] {
        control::Checkup checkup = examine(m_patient(), *m_probe);
        m_isBusy = false;
        then(std::move(checkup));
    });
}

} // namespace mirrorlake::doctor
