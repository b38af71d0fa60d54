// How much may still be written?
#include "doctor/checks.h"

namespace mirrorlake::doctor {

namespace {

constexpr std::int64_t megabyte = 1'000'000;
constexpr std::int64_t gigabyte = 1000 * megabyte;
constexpr std::int64_t little = 20 * gigabyte; ///< a model of middle size

} // namespace

Findings checkSpace(const Bench &bench)
{
    const std::int64_t free = bench.patient.freeSpace;
    if (free <= 0)
        return {{"space-none"}};
    if (free < gigabyte)
        return {{"space-scarce", {std::to_string(free / megabyte)}}};
    return {{free < little ? "space-little" : "space-enough", {std::to_string(free / gigabyte)}}};
}

} // namespace mirrorlake::doctor
