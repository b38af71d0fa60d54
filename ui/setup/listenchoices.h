// The addresses of this machine that a mirror can listen on, in the order in which they are offered: this PC only,
// every network, then each network alone, VPN and virtual ones last and never chosen by themselves. Pure but for asking
// the system.
#pragma once

#include <QString>

#include <vector>

namespace mirrorlake::ui {

struct ListenChoice
{
    enum class Kind
    {
        OnlyThisPc,
        EveryNetwork,
        OneNetwork
    };
    Kind kind = Kind::OnlyThisPc;
    QString host;          ///< "127.0.0.1", "0.0.0.0", "192.168.1.20"
    QString interfaceName; ///< of OneNetwork
};

std::vector<ListenChoice> listenChoices();

} // namespace mirrorlake::ui
