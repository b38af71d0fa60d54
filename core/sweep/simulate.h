// Replays what clients asked for against a policy and a size, so that an admin chooses by figures. Pure; a million
// requests take seconds. Thread: any.
#pragma once

#include "sweep/policy.h"

#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::sweep {

/// One use of one file.
struct Use
{
    std::uint32_t file = 0; ///< index in AccessRecord::sizes
    std::int64_t at = 0;    ///< unix seconds
    std::int64_t bytes = 0; ///< that were sent
};

struct AccessRecord
{
    std::vector<Use> uses;           ///< in order of time
    std::vector<std::int64_t> sizes; ///< by file

    std::int64_t totalSize() const;
};

/// Reads the lines of an access log (docs/access-log.md). Many ranges of one file by one client within five minutes
/// are one use. Lines that are none are passed over.
class AccessLogReader
{
public:
    void add(std::string_view line);
    AccessRecord take();
    std::int64_t linesRead() const { return m_read; }
    std::int64_t linesPassedOver() const { return m_passedOver; }

    AccessLogReader();
    ~AccessLogReader();

private:
    class Files;
    std::unique_ptr<Files> m_files;
    std::int64_t m_read = 0;
    std::int64_t m_passedOver = 0;
};

struct SimulatedRatios
{
    std::string policy;
    std::int64_t size = 0;    ///< bytes that the cache may hold
    double hits = 0;          ///< of all uses, 0 to 1
    double bytes = 0;         ///< of all bytes sent, those that had not to come from upstream
    std::int64_t evicted = 0; ///< files that went
};

/// policy is one of policyNames.
SimulatedRatios simulate(const AccessRecord &record, std::string_view policy, std::int64_t size);

} // namespace mirrorlake::sweep
