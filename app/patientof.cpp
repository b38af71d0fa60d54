#include "patientof.h"

#include "control/interfaces.h"
#include "engineoptions.h"
#include "store/disk.h"
#include "store/space.h"

namespace mirrorlake::app {

doctor::Patient patientOf(const settings::Settings &settings, const std::filesystem::path &settingsFile,
                          std::vector<std::string> endpoints, std::int64_t freeSpace)
{
    doctor::Patient patient;
    patient.upstream = hubOptions(settings, nullptr);
    patient.listen = settings.server.listen;
    if (!endpoints.empty()) {
        patient.addresses = control::servedAddresses(endpoints, control::localInterfaces());
        patient.localUrl = control::localUrlOf(endpoints);
    }
    patient.endpoints = std::move(endpoints);
    patient.folder = settings.dataFolder;
    patient.settingsFile = settingsFile;
    patient.freeSpace = freeSpace;
    patient.environment = environmentOfProcess();
    return patient;
}

doctor::Patient patientAtRest(const StartUp &startUp)
{
    const settings::Settings &settings = startUp.settings;
    std::filesystem::path folder = settings.dataFolder;
    std::error_code failure;
    while (!std::filesystem::exists(folder, failure) && folder.has_parent_path() && folder != folder.parent_path())
        folder = folder.parent_path();
    const auto usage = store::Disk().usage(folder);
    const std::int64_t free = usage ? usage->free - store::floorOf(*usage, settings.store.keepFree) : 0;
    doctor::Patient patient = patientOf(settings, startUp.settingsFile, {}, free);
    patient.folder = folder;
    return patient;
}

} // namespace mirrorlake::app
