// All that is known of one job: more than fits into a list of jobs. Plain values.
#pragma once

#include "base/log.h"
#include "fill/fillinsight.h"
#include "preload/job.h"

namespace mirrorlake::preload {

enum class FileState
{
    Waiting,
    Active, ///< on its way
    Failed, ///< see the reason
    Here
};

/// "waiting", "active", "failed", "here".
std::string_view nameOf(FileState state);
std::optional<FileState> fileStateNamed(std::string_view name);

/// One file of the commit that the job wants.
struct JobFile
{
    std::string path;
    std::int64_t size = 0;
    std::int64_t done = 0; ///< bytes on disk
    FileState state = FileState::Waiting;
    double bytesPerSecond = 0;
    Reason reason{}; ///< why it failed, or is tried again
    bool operator==(const JobFile &) const = default;
};

/// The chunk map of a file that is on its way.
struct JobFileParts
{
    std::string path;
    std::int64_t size = 0;
    int connections = 0;
    int clients = 0; ///< that read it meanwhile
    fill::PartMap map{};
    bool operator==(const JobFileParts &) const = default;
};

struct JobRate
{
    std::int64_t unixMilliseconds = 0;
    double bytesPerSecond = 0;
    bool operator==(const JobRate &) const = default;
};

/// Something that happened to the job; English, as every log.
struct JobLine
{
    std::int64_t at = 0; ///< unix seconds
    log::Level level = log::Level::Info;
    std::string text{};
    bool operator==(const JobLine &) const = default;
};

struct JobDetail
{
    JobId id = 0;
    std::vector<JobFile> files{}; ///< at most 1000: those on their way first, then failed, waiting and others
    std::int64_t fileCount = 0;   ///< of all; 0 while not known
    std::vector<JobFileParts> parts{};
    std::vector<fill::RouteShare> sources{}; ///< of the files on their way
    std::vector<JobRate> rates{};            ///< of the last ten minutes; none for the time in which it did not run
    std::vector<JobLine> lines{};            ///< the last 200, oldest first; they outlive the mirror
    bool operator==(const JobDetail &) const = default;
};

} // namespace mirrorlake::preload
