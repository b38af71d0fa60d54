// One client as the tables show it. Plain value.
#pragma once

#include <QString>

#include <vector>

namespace mirrorlake::ui {

struct ClientRow
{
    QString address;
    QString name;     ///< as a person called it, or empty
    qint64 limit = 0; ///< bytes per second, its own or its group's; 0: none
    bool isBlocked = false;
    double now = 0; ///< bytes per second
    qint64 today = 0;
    qint64 total = 0;
    qint64 todayFiles = 0;
    qint64 todayHits = 0;
    qint64 lastSeen = 0;        ///< unix seconds
    int active = 0;             ///< files being sent
    QString activity;           ///< "Qwen/Qwen3-32B" while something is sent, else empty
    std::vector<float> history; ///< two-second steps, oldest first

    bool operator==(const ClientRow &) const = default;
};

} // namespace mirrorlake::ui
