#include "control/json/jobdetailjson.h"

#include "control/json/jsonfields.h"

namespace mirrorlake::fill {

template<typename Io>
void fieldsOf(Io &io, RouteShare &share)
{
    io("route", share.route);
    io("bytes", share.bytes);
    io("bytes_per_second", share.bytesPerSecond);
}

} // namespace mirrorlake::fill

namespace mirrorlake::preload {

template<typename Io>
void fieldsOf(Io &io, JobFile &file)
{
    io("path", file.path);
    io("size", file.size);
    io("done", file.done);
    io.as(
        "state", [&] { return nameOf(file.state); },
        [&](const std::string &name) { file.state = fileStateNamed(name).value_or(FileState::Waiting); });
    io("bytes_per_second", file.bytesPerSecond);
    control::reasonOf(io, file.reason);
}

template<typename Io>
void fieldsOf(Io &io, JobFileParts &parts)
{
    io("path", parts.path);
    io("size", parts.size);
    io("connections", parts.connections);
    io("clients", parts.clients);
    io("cell_bytes", parts.map.cellBytes);
    io("cells", parts.map.cells);
}

template<typename Io>
void fieldsOf(Io &io, JobRate &rate)
{
    io("at_ms", rate.unixMilliseconds);
    io("bytes_per_second", rate.bytesPerSecond);
}

template<typename Io>
void fieldsOf(Io &io, JobLine &line)
{
    io("at", line.at);
    io.as(
        "level", [&] { return log::nameOf(line.level); },
        [&](const std::string &name) { log::parseLevel(name, line.level); });
    io("text", line.text);
}

template<typename Io>
void fieldsOf(Io &io, JobDetail &detail)
{
    io("id", detail.id);
    io("files", detail.files);
    io("file_count", detail.fileCount);
    io("parts", detail.parts);
    io("sources", detail.sources);
    io("rates", detail.rates);
    io("log", detail.lines);
}

} // namespace mirrorlake::preload

namespace mirrorlake::control {

std::string toJson(const preload::JobDetail &detail)
{
    return dumped(FieldWriter::asJson(detail));
}

Result<preload::JobDetail> jobDetailFromJson(const std::string &json)
{
    return valueFromJson<preload::JobDetail>(json);
}

} // namespace mirrorlake::control
