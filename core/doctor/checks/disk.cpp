// How fast does the disk of the data folder take bytes?
#include "doctor/checks.h"

#include <cmath>

namespace mirrorlake::doctor {

namespace {

constexpr double slow = 50e6; ///< bytes a second; less than half a Gbit/s of the network
constexpr std::int64_t testSize = 32 * 1024 * 1024;
constexpr std::int64_t leastRoom = 4 * testSize; ///< with less the test would be felt by those who write
constexpr std::int64_t touch = 4096;

} // namespace

Findings checkDisk(const Bench &bench)
{
    const std::int64_t room = bench.patient.freeSpace;
    if (room < touch)
        return {{"disk-untried"}};
    const bool isMeasured = room >= leastRoom;
    const auto speed = bench.probe.writeSpeed(bench.patient.folder, isMeasured ? testSize : touch);
    if (!speed)
        return {{"disk-broken", {speed.error().message}}};
    if (!isMeasured)
        return {{"disk-takes"}};
    return {{*speed < slow ? "disk-slow" : "disk-fast", {std::to_string(std::llround(*speed / 1e6))}}};
}

} // namespace mirrorlake::doctor
