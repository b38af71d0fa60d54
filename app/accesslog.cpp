#include "accesslog.h"

#include "base/log.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>

#include <algorithm>
#include <iterator>

namespace mirrorlake::app {

namespace {

constexpr std::size_t olderFiles = 5;
constexpr std::size_t usualLine = 320;

/// Most texts need no escape, and a line is written for every request: only the others go through the library.
void appendText(std::string &line, std::string_view text)
{
    const bool isPlain =
        std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7f && c != '"' && c != '\\'; });
    if (isPlain)
        line.append("\"").append(text).append("\"");
    else
        line += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

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
    std::string line;
    line.reserve(usualLine);
    const auto out = std::back_inserter(line);
    fmt::format_to(out, R"({{"at":{},"ms":{},"id":)", record.unixMilliseconds / 1000, record.milliseconds);
    appendText(line, record.id);
    line += R"(,"client":)";
    appendText(line, record.client);
    line += R"(,"method":)";
    appendText(line, record.method);
    fmt::format_to(out, R"(,"status":{})", record.status);
    if (!record.repo.empty()) {
        line += R"(,"repo":)";
        appendText(line, record.repo);
    }
    if (!record.path.empty()) {
        line += R"(,"commit":)";
        appendText(line, record.commit);
        line += R"(,"file":)";
        appendText(line, record.path);
    } else {
        line += R"(,"target":)";
        appendText(line, record.target);
    }
    if (!record.range.isEmpty())
        fmt::format_to(out, R"(,"begin":{},"end":{})", record.range.begin, record.range.end);
    fmt::format_to(out, R"(,"bytes":{},"result":"{}","whole":{}}})", record.bytes, meter::nameOf(record.outcome),
                   record.isWhole);
    return line;
}

} // namespace mirrorlake::app
