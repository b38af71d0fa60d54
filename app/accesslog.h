// access.log in the data folder: one line of JSON for each request that has ended, in files of a bounded size of which
// the last six are kept. docs/access-log.md says what stands in a line. Thread: one.
#pragma once

#include "base/bytes.h"
#include "meter/requestlog.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace spdlog {
class logger;
}

namespace mirrorlake::app {

class AccessLog
{
public:
    /// A file that cannot be written is told once, and nothing is written.
    AccessLog(const std::filesystem::path &file, Bytes size);

    void write(const std::vector<meter::RequestRecord> &records);

private:
    std::shared_ptr<spdlog::logger> m_logger;
};

/// One line without its end.
std::string accessLogLine(const meter::RequestRecord &record);

} // namespace mirrorlake::app
