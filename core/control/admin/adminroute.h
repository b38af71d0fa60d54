// The admin API as a table: one row a call, from which requests are answered and the OpenAPI document is made. Rows are
// grouped by what they are about, one file a group. Thread: handlers run on I/O threads and answer at once or later;
// they never wait.
#pragma once

#include "base/httpmessage.h"
#include "control/configuration.h"
#include "control/events/eventboard.h"
#include "control/operations.h"
#include "control/runningmirror.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::control {

class CpuProfiler;

/// What handlers work with; all outlive the service.
struct AdminDesk
{
    SnapshotSource snapshot;
    Operations *operations;
    Configuration *configuration;
    EventBoard *events = nullptr;
    std::function<void()> stop{}; ///< as Control::stop()
    CpuProfiler *profiler = nullptr;
};

/// The value of this name in a raw query, as a number; nothing when there is none, or when it is none.
std::optional<std::int64_t> numberIn(std::string_view query, std::string_view name);

/// One request whose path fits a row.
struct AdminCall
{
    const HttpRequest &http;
    std::vector<std::string> arguments; ///< what stands for {…} in the pattern, decoded
    std::string_view query;             ///< raw, without '?'
};

struct AdminRoute
{
    HttpMethod method = HttpMethod::Get;
    std::string_view pattern; ///< "/-/api/v1/jobs/{id}"
    std::string_view id;      ///< operationId: "changeJob"
    std::string_view summary;
    bool isOpen = false;                          ///< answered without a token
    std::string_view takes = {};                  ///< schema of the body, or empty
    std::string_view gives = {};                  ///< schema of the answer, or empty
    std::span<const std::string_view> query = {}; ///< names of parameters
    void (*answer)(const AdminDesk &, const AdminCall &, const ReplySink &) = nullptr;
};

// The groups
std::span<const AdminRoute> stateRoutes();
std::span<const AdminRoute> liveRoutes();
std::span<const AdminRoute> jobRoutes();
std::span<const AdminRoute> configRoutes();
std::span<const AdminRoute> upkeepRoutes();
std::span<const AdminRoute> verifyRoutes();
std::span<const AdminRoute> importRoutes();
std::span<const AdminRoute> libraryRoutes();
std::span<const AdminRoute> checkupRoutes();
std::span<const AdminRoute> transferRoutes();
std::span<const AdminRoute> debugRoutes();

/// All rows of all groups.
const std::vector<AdminRoute> &adminRoutes();
/// The values of a pattern's {…} when the path fits it.
std::optional<std::vector<std::string>> argumentsOf(std::string_view pattern, std::string_view path);

} // namespace mirrorlake::control
