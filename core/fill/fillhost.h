// What a fill asks of the engine that runs it. Never called with the fill's lock held. Thread: any.
#pragma once

#include "base/error.h"

#include <memory>

namespace mirrorlake::fill {

class Fill;

class FillHost
{
public:
    virtual ~FillHost() = default;
    /// There may be a chunk to start.
    virtual void schedule() = 0;
    /// Runs the fill's attendant on a pool thread.
    virtual void attend(std::shared_ptr<Fill> fill) = 0;
    /// The fill is over: whoever asks for its blob from now on finds it in the store, or begins anew.
    virtual void ended(const Fill &fill) = 0;
    /// The blob's bytes are wrong wherever they were fetched; for a while nobody need try again.
    virtual void refuse(const Fill &fill, const Error &why) = 0;
};

} // namespace mirrorlake::fill
