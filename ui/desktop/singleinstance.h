// One window for one data folder and user: a second start hands its request to the first and ends; another data folder
// is another instance. The socket ends with the process; what a crash leaves behind is taken over. Thread: GUI; pass()
// waits for at most a second.
#pragma once

#include "ui/desktop/openrequest.h"

#include <QLocalServer>

namespace mirrorlake::ui {

class SingleInstance final : public QObject
{
    Q_OBJECT

public:
    explicit SingleInstance(const QString &dataFolder, QObject *parent = nullptr);

    /// True when another process runs for this folder and took the request.
    static bool pass(const QString &dataFolder, const OpenRequest &request);
    /// Listens for later starts. False when that cannot be; the program then runs without.
    bool listen();

signals:
    void asked(const OpenRequest &request);

private:
    void receive();

    QString m_name;
    QLocalServer m_server;
};

} // namespace mirrorlake::ui
