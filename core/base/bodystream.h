// A body whose length nobody knows beforehand, such as git's: it goes out chunked, as it comes. Thread: the
// connection's own; the wake may come from any.
#pragma once

#include <functional>
#include <string>

namespace mirrorlake {

/// Belongs to one reply; its end tells whoever makes the bytes that they are not wanted any more.
class BodyStream
{
public:
    enum class State
    {
        Ready,   ///< something was taken
        Waiting, ///< nothing has come yet
        Ended,   ///< that was all
        Failed   ///< the rest will never come; the connection is then cut before the proper end
    };

    virtual ~BodyStream() = default;
    /// Puts what has come into bytes, in place of what was there. Never waits.
    virtual State take(std::string &bytes) = 0;
    /// Calls wake once, on any thread and perhaps at once, when take() would not be Waiting. One wait at a time.
    virtual void whenReady(std::function<void()> wake) = 0;
};

} // namespace mirrorlake
