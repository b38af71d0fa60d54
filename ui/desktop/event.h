// Something a person may want to hear of while the window is elsewhere. Plain value.
#pragma once

#include "ui/shell/actions.h"

#include <QString>

namespace mirrorlake::ui {

struct Event
{
    enum class Kind
    {
        Done,
        Failed,
        DiskFull,
        UpstreamGone,
        UpstreamBack,
        NewClient,
        MirrorFailed,
    };

    Kind kind = Kind::Done;
    QString what;   ///< the repo, the client
    QString reason; ///< "no token stored"
    PageId page = PageId::Overview;

    bool operator==(const Event &) const = default;
};

} // namespace mirrorlake::ui
