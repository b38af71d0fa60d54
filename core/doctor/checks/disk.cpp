// How fast does the disk of the data folder take bytes?
#include "doctor/checks.h"

#include <cmath>

namespace mirrorlake::doctor {

namespace {

constexpr double slow = 50e6; ///< bytes a second; less than half a Gbit/s of the network

} // namespace

Findings checkDisk(const Bench &bench)
{
    const auto speed = bench.probe.writeSpeed(bench.patient.folder);
    if (!speed)
        return {{"disk-broken", {speed.error().message}}};
    return {{*speed < slow ? "disk-slow" : "disk-fast", {std::to_string(std::llround(*speed / 1e6))}}};
}

} // namespace mirrorlake::doctor
