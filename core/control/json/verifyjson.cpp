#include "control/json/verifyjson.h"

#include "base/text.h"
#include "control/json/jsonfields.h"

namespace mirrorlake::verify {

namespace {

constexpr std::array<std::string_view, 5> phases{"never", "choosing", "reading", "mending", "over"};
constexpr std::array<std::string_view, 3> harms{"damaged", "missing", "unreadable"};

} // namespace

template<typename Io>
void fieldsOf(Io &io, Order &order)
{
    io("what", order.what);
    io("sample", order.sample);
    io("read", order.reads);
    io("repair", order.mends);
}

Damage blankOf(const Damage *)
{
    return {*BlobHash::parse(std::string(64, '0'))};
}

template<typename Io>
void fieldsOf(Io &io, Damage &damage)
{
    control::hashOf(io, "hash", damage.hash);
    io("size", damage.size);
    io("repo", damage.repo);
    io("path", damage.path);
    control::wordOf(io, "harm", damage.harm, harms);
    io("mended", damage.isMended);
    io("reason", damage.reason);
}

template<typename Io>
void fieldsOf(Io &io, Report &report)
{
    io("number", report.number);
    control::wordOf(io, "phase", report.phase, phases);
    io("order", report.order);
    io("nightly", report.isNightly);
    io("started_at", report.startedAt);
    io("ended_at", report.endedAt);
    io("files", report.files);
    io("files_done", report.filesDone);
    io("bytes", report.bytes);
    io("bytes_done", report.bytesDone);
    io("damaged", report.damaged);
    io("missing", report.missing);
    io("mended", report.mended);
    io("found", report.listed);
    io("failure", report.failure);
}

} // namespace mirrorlake::verify

namespace mirrorlake::control {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr int largestSample = 1'000'000;

} // namespace

std::string_view nameOf(verify::Phase phase)
{
    return verify::phases[static_cast<std::size_t>(phase)];
}

std::string_view nameOf(verify::Harm harm)
{
    return verify::harms[static_cast<std::size_t>(harm)];
}

ordered_json asJson(const verify::Order &order)
{
    return FieldWriter::asJson(order);
}

Result<verify::Order> verifyOrderFromJson(const std::string &text)
{
    verify::Order order;
    const json object = text.empty() ? json::object() : json::parse(text, nullptr, false);
    try {
        for (const auto &[key, value] : object.get_ref<const json::object_t &>()) {
            if (key == "what")
                order.what = value.get<std::string>();
            else if (key == "sample")
                order.sample = static_cast<int>(std::clamp<std::int64_t>(value.get<std::int64_t>(), -1, largestSample));
            else if (key == "read")
                order.reads = value.get<bool>();
            else if (key == "repair")
                order.mends = value.get<bool>();
            else
                return fail(ErrorCode::BadRequest, "there is no field " + key);
        }
    } catch (const json::exception &) {
        return fail(ErrorCode::BadRequest, "send an object with what, sample, read or repair");
    }
    if (hasControlCharacter(order.what))
        return fail(ErrorCode::BadRequest, "what has no control characters");
    return order;
}

ordered_json asJson(const verify::Report &report)
{
    return FieldWriter::asJson(report);
}

verify::Report verifyReportFrom(const json &object)
{
    verify::Report report;
    FieldReader::take(object, report);
    return report;
}

} // namespace mirrorlake::control
