// What the tests of the meter have in common: two clients, a reply of a file, half a second of time.
#pragma once

#include "meter/meter.h"
#include "support/manualclock.h"

namespace mirrorlake::meter {

inline const std::string alice = "192.168.1.7";
inline const std::string bob = "192.168.1.8";
inline constexpr ByteRange whole{0, 1000};

inline ReplyFacts fileReply(Outcome outcome)
{
    return {outcome, "hf:models/org/name", "model.safetensors"};
}

/// Closes one step of half a second.
inline void step(Meter &meter, test::ManualClock &clock)
{
    clock.advance(std::chrono::milliseconds(500));
    meter.sample();
}

inline const ClientFigures *find(const Figures &figures, const std::string &address)
{
    for (const auto &client : figures.clients) {
        if (client.address == address)
            return &client;
    }
    return nullptr;
}

} // namespace mirrorlake::meter
