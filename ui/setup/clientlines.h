// The line that points a client at this mirror, one for each way to run it. Pure; commands are not translated.
#pragma once

#include <QString>

#include <vector>

namespace mirrorlake::ui {

struct ClientLine
{
    QString shell; ///< "bash", "PowerShell"…
    QString command;
};

/// bash, PowerShell, cmd, Docker, Python: in this order.
std::vector<ClientLine> clientLinesFor(const QString &url);
/// For git, which reads no HF_ENDPOINT.
ClientLine gitLineFor(const QString &url);

} // namespace mirrorlake::ui
