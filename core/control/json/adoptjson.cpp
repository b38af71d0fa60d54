#include "control/json/adoptjson.h"

#include "control/json/jsonfields.h"

namespace mirrorlake::adopt {

namespace {

constexpr std::array<std::string_view, 4> phases{"never", "looking", "taking", "over"};

} // namespace

template<typename Io>
void fieldsOf(Io &io, Order &order)
{
    io("folder", order.folder);
    io("repo", order.repo);
    io("take", order.takes);
    io("open", order.isOpen);
}

template<typename Io>
void fieldsOf(Io &io, FoundCommit &found)
{
    io("repo", found.repo);
    io("commit", found.commit);
    io("files", found.files);
    io("bytes", found.bytes);
    io("confirmed", found.isConfirmed);
}

template<typename Io>
void fieldsOf(Io &io, Refusal &refusal)
{
    io("repo", refusal.repo);
    io("path", refusal.path);
    control::reasonOf(io, refusal.reason);
}

template<typename Io>
void fieldsOf(Io &io, Report &report)
{
    io("number", report.number);
    control::wordOf(io, "phase", report.phase, phases);
    io("order", report.order);
    io("started_at", report.startedAt);
    io("ended_at", report.endedAt);
    io("commits", report.commits);
    io("files", report.files);
    io("files_done", report.filesDone);
    io("bytes", report.bytes);
    io("bytes_done", report.bytesDone);
    io("held_files", report.heldFiles);
    io("held_bytes", report.heldBytes);
    io("taken_files", report.takenFiles);
    io("taken_bytes", report.takenBytes);
    io("refused", report.refused);
    io("found", report.found);
    io("refusals", report.refusals);
    control::reasonOf(io, report.failure);
}

} // namespace mirrorlake::adopt

namespace mirrorlake::control {

using nlohmann::json;
using nlohmann::ordered_json;

std::string_view nameOf(adopt::Phase phase)
{
    return adopt::phases[static_cast<std::size_t>(phase)];
}

ordered_json asJson(const adopt::Order &order)
{
    return FieldWriter::asJson(order);
}

Result<adopt::Order> adoptOrderFromJson(const std::string &text)
{
    adopt::Order order;
    const json object = json::parse(text, nullptr, false);
    const ordered_json known = asJson(order);
    try {
        for (const auto &[key, value] : object.get_ref<const json::object_t &>()) {
            if (!known.contains(key))
                return fail(ErrorCode::BadRequest, "there is no field " + key);
        }
        FieldReader::take(object, order);
    } catch (const json::exception &) {
        return fail(ErrorCode::BadRequest, "send an object with folder, repo, take or open");
    }
    return order;
}

ordered_json asJson(const adopt::Report &report)
{
    return FieldWriter::asJson(report);
}

Result<adopt::Report> adoptReportFromJson(const std::string &text)
{
    return valueFromJson<adopt::Report>(text);
}

} // namespace mirrorlake::control
