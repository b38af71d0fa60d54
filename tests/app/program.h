// One of our programs, running, with nothing of this machine's own settings in its environment.
#pragma once

#include <QtCore/QProcess>
#include <QtCore/QStringList>

#include <functional>

namespace mirrorlake::test {

class Program
{
public:
    explicit Program(const char *path);
    ~Program(); ///< kills it if it still runs

    void setVariable(const QString &name, const QString &value);
    /// What the new process does to itself before it becomes the program.
    void setFirstDeed(std::function<void()> deed) { m_process.setChildProcessModifier(std::move(deed)); }
    void start(const QStringList &arguments);
    /// Waits for its "ready URL" line; gives the URL, or nothing when it ended or took too long.
    QByteArray waitReady();
    /// Waits until standard error holds this text.
    bool waitError(const QByteArray &text);
    /// Waits for its end; gives the exit code, or -1 when it crashed or took too long.
    int waitEnd();
    /// start() and waitEnd().
    int run(const QStringList &arguments);
    void signal(int number);
    bool isRunning() const { return m_process.state() == QProcess::Running; }

    QByteArray out() const { return m_out; }
    QByteArray err() const { return m_err; }
    qint64 pid() const { return m_process.processId(); }

private:
    void collect();

    QString m_path;
    QProcess m_process;
    QByteArray m_out;
    QByteArray m_err;
};

} // namespace mirrorlake::test
