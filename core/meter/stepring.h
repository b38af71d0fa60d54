// Bytes of the last closed steps, for a rate of "now". Guarded by its owner, who says at which place each step goes.
#pragma once

#include <array>
#include <cstdint>
#include <utility>

namespace mirrorlake::meter {

/// Closed half-second steps that make up "now".
constexpr std::size_t nowSteps = 4;

class StepRing
{
public:
    void add(std::int64_t bytes) { m_open += bytes; }
    void close(std::size_t index) { m_closed[index] = std::exchange(m_open, 0); }
    /// A second, when the closed steps took so long together.
    double rate(double seconds) const
    {
        std::int64_t recent = 0;
        for (const auto bytes : m_closed)
            recent += bytes;
        return seconds > 0 ? static_cast<double>(recent) / seconds : 0.0;
    }

private:
    std::int64_t m_open = 0; ///< since the last closed step
    std::array<std::int64_t, nowSteps> m_closed = {};
};

} // namespace mirrorlake::meter
