// The checks: each looks at one thing and says what it found, one file each. What has to do with the network finds
// nothing out in offline mode, and says so. Thread: any; blocks for seconds at most.
#pragma once

#include "control/checkup.h"
#include "doctor/visit.h"

#include <span>

namespace mirrorlake::doctor {

/// What a check may look at.
struct Bench
{
    const Patient &patient;
    const std::vector<Visit> &visits;
    Probe &probe;
};

using Findings = std::vector<control::Finding>;
using Check = Findings (*)(const Bench &);

Findings checkSettingsFile(const Bench &bench);
Findings checkNames(const Bench &bench);
Findings checkProxy(const Bench &bench);
Findings checkCertificates(const Bench &bench);
Findings checkRoutes(const Bench &bench);
Findings checkTokens(const Bench &bench);
Findings checkClock(const Bench &bench);
Findings checkDisk(const Bench &bench);
Findings checkSpace(const Bench &bench);
Findings checkPort(const Bench &bench);
Findings checkLan(const Bench &bench);
Findings checkClient(const Bench &bench);

/// All of them, in the order in which things stand on one another.
std::span<const Check> checks();

/// All checks of this patient.
control::Checkup examine(const Patient &patient, Probe &probe);
/// What programs that are started with this environment will meet; url is the mirror's.
Findings clientFindings(const std::vector<std::string> &environment, const std::vector<std::string> &urls);

} // namespace mirrorlake::doctor
