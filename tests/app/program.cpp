#include "program.h"

#include <QtCore/QElapsedTimer>

#include <signal.h>

namespace mirrorlake::test {

namespace {

constexpr int patience = 30'000;

} // namespace

Program::Program(const char *path) : m_path(QString::fromUtf8(path))
{
    QProcessEnvironment clean;
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    for (const QString &name : own.keys()) {
        if (!name.startsWith(QStringLiteral("MIRRORLAKE_")) &&
            !name.endsWith(QStringLiteral("_proxy"), Qt::CaseInsensitive))
            clean.insert(name, own.value(name));
    }
    m_process.setProcessEnvironment(clean);
}

Program::~Program()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished();
}

void Program::setVariable(const QString &name, const QString &value)
{
    QProcessEnvironment environment = m_process.processEnvironment();
    environment.insert(name, value);
    m_process.setProcessEnvironment(environment);
}

void Program::start(const QStringList &arguments)
{
    m_out.clear();
    m_err.clear();
    m_process.start(m_path, arguments);
    m_process.waitForStarted();
}

void Program::collect()
{
    m_out += m_process.readAllStandardOutput();
    m_err += m_process.readAllStandardError();
}

QByteArray Program::waitReady()
{
    QElapsedTimer watch;
    watch.start();
    while (!m_out.contains('\n') && isRunning() && watch.elapsed() < patience) {
        m_process.waitForReadyRead(100);
        collect();
    }
    const QByteArray line = m_out.left(m_out.indexOf('\n'));
    return line.startsWith("ready ") ? line.mid(6) : QByteArray();
}

bool Program::waitError(const QByteArray &text)
{
    QElapsedTimer watch;
    watch.start();
    m_process.setReadChannel(QProcess::StandardError);
    while (!m_err.contains(text) && isRunning() && watch.elapsed() < patience) {
        m_process.waitForReadyRead(100);
        collect();
    }
    m_process.setReadChannel(QProcess::StandardOutput);
    return m_err.contains(text);
}

int Program::waitEnd()
{
    const bool isEnded = m_process.state() == QProcess::NotRunning || m_process.waitForFinished(patience);
    collect();
    return isEnded && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

int Program::run(const QStringList &arguments)
{
    start(arguments);
    return waitEnd();
}

void Program::signal(int number)
{
    ::kill(static_cast<pid_t>(m_process.processId()), number);
}

} // namespace mirrorlake::test
