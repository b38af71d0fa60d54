#include "accesslog.h"

#include "base/log.h"

#include <nlohmann/json.hpp>
#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>

namespace mirrorlake::app {

namespace {

constexpr std::size_t olderFiles = 5;

} // namespace

AccessLog::AccessLog(const std::filesystem::path &file, Bytes size)
{
    try {
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_st>(
            file.string(), static_cast<std::size_t>(size.count), olderFiles);
        m_logger = std::make_shared<spdlog::logger>("access", std::move(sink));
        m_logger->set_pattern("%v");
        m_logger->set_error_handler([](const std::string &) {});
    } catch (const std::exception &) {
        log::warning("app", "the access log cannot be written");
    }
}

void AccessLog::write(const std::vector<meter::RequestRecord> &records)
{
    if (!m_logger || records.empty())
        return;
    for (const meter::RequestRecord &record : records)
        m_logger->info(accessLogLine(record));
    m_logger->flush();
}

std::string accessLogLine(const meter::RequestRecord &record)
{
    nlohmann::ordered_json line{{"at", record.unixMilliseconds / 1000},
                                {"ms", record.milliseconds},
                                {"id", record.id},
                                {"client", record.client},
                                {"method", record.method},
                                {"status", record.status}};
    if (!record.repo.empty())
        line["repo"] = record.repo;
    if (!record.path.empty()) {
        line["commit"] = record.commit;
        line["file"] = record.path;
    } else {
        line["target"] = record.target;
    }
    if (!record.range.isEmpty()) {
        line["begin"] = record.range.begin;
        line["end"] = record.range.end;
    }
    line["bytes"] = record.bytes;
    line["result"] = meter::nameOf(record.outcome);
    line["whole"] = record.isWhole;
    return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

} // namespace mirrorlake::app
