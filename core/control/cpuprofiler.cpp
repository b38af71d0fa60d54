#include "control/cpuprofiler.h"

#include <QtCore/QTemporaryDir>

#include <gperftools/profiler.h>

#include <fstream>
#include <iterator>

namespace mirrorlake::control {

CpuProfiler::CpuProfiler()
{
    m_pool.setMaxThreadCount(1);
    m_pool.setObjectName(QStringLiteral("profiler"));
}

CpuProfiler::~CpuProfiler()
{
    stop();
}

bool CpuProfiler::take(std::chrono::seconds duration, Then then)
{
    if (m_isBusy.exchange(true))
        return false;
    m_pool.start([this, duration, then = std::move(then)] {
        Result<std::string> taken = profile(duration);
        m_isBusy = false;
        then(std::move(taken));
    });
    return true;
}

void CpuProfiler::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_stopped.notify_all();
    m_pool.waitForDone();
}

Result<std::string> CpuProfiler::profile(std::chrono::seconds duration)
{
    const QTemporaryDir folder; // for its owner alone
    const std::string file = folder.filePath(QStringLiteral("cpu.profile")).toStdString();
    if (!folder.isValid() || ProfilerStart(file.c_str()) == 0)
        return fail(ErrorCode::Io, "no profile can be written to the folder of temporary files");
    const bool isWhole = sleep(duration);
    ProfilerStop();
    if (!isWhole)
        return fail(ErrorCode::Cancelled, "the mirror is stopping");
    std::ifstream stream(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

bool CpuProfiler::sleep(std::chrono::seconds duration)
{
    std::unique_lock lock(m_mutex);
    return !m_stopped.wait_for(lock, duration, [this] { return m_isStopping; });
}

} // namespace mirrorlake::control
