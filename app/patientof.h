// A mirror as the doctor sees it: made of its settings, and of where it listens now. Thread: any.
#pragma once

#include "doctor/patient.h"
#include "startup.h"

namespace mirrorlake::app {

/// endpoints: what is listened on; empty when it does not run. freeSpace: bytes that may still be written.
doctor::Patient patientOf(const settings::Settings &settings, const std::filesystem::path &settingsFile,
                          std::vector<std::string> endpoints, std::int64_t freeSpace);
/// The same of a mirror that does not run.
doctor::Patient patientAtRest(const StartUp &startUp);

} // namespace mirrorlake::app
