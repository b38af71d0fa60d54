// Live snapshots for whoever listens at /-/api/v1/events (server-sent events). The text of a snapshot is made once for
// all listeners; each holds no more than the newest, so one that reads slowly misses some and delays nobody. Thread:
// any; streams belong to their connections.
#pragma once

#include "base/bodystream.h"
#include "control/snapshot.h"

#include <memory>

namespace mirrorlake::control {

class EventBoard
{
public:
    static constexpr int mostListeners = 32;

    EventBoard();
    ~EventBoard(); ///< as close()

    /// A stream that begins with this snapshot; null when there are too many listeners, or after close().
    std::shared_ptr<BodyStream> listen(const Snapshot &first);
    void publish(const Snapshot &snapshot);
    /// Ends all streams.
    void close();

private:
    class Board;
    class Listener;
    const std::shared_ptr<Board> m_board;
};

} // namespace mirrorlake::control
