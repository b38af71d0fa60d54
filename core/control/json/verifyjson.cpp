#include "control/json/verifyjson.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace mirrorlake::control {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::array<std::string_view, 5> phases{"never", "choosing", "reading", "mending", "over"};
constexpr std::array<std::string_view, 3> harms{"damaged", "missing", "unreadable"};
constexpr int largestSample = 1'000'000;

template<typename T, std::size_t N>
T named(const std::array<std::string_view, N> &names, const std::string &name)
{
    const auto found = std::ranges::find(names, name);
    return static_cast<T>(found == names.end() ? 0 : found - names.begin());
}

ordered_json asJson(const verify::Damage &damage)
{
    return {{"hash", damage.hash.text()},  {"size", damage.size},       {"repo", damage.repo},    {"path", damage.path},
            {"harm", nameOf(damage.harm)}, {"mended", damage.isMended}, {"reason", damage.reason}};
}

void readDamage(const json &object, std::vector<verify::Damage> &list)
{
    const auto hash = BlobHash::parse(object.value("hash", ""));
    if (!hash)
        return;
    list.push_back({*hash, object.value("size", std::int64_t{0}), object.value("repo", ""), object.value("path", ""),
                    named<verify::Harm>(harms, object.value("harm", "")), object.value("mended", false),
                    object.value("reason", "")});
}

} // namespace

std::string_view nameOf(verify::Phase phase)
{
    return phases[static_cast<std::size_t>(phase)];
}

std::string_view nameOf(verify::Harm harm)
{
    return harms[static_cast<std::size_t>(harm)];
}

ordered_json asJson(const verify::Order &order)
{
    return {{"what", order.what}, {"sample", order.sample}, {"read", order.reads}, {"repair", order.mends}};
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
    ordered_json listed = ordered_json::array();
    for (const verify::Damage &damage : report.listed)
        listed.push_back(asJson(damage));
    return {{"number", report.number},        {"phase", nameOf(report.phase)},  {"order", asJson(report.order)},
            {"nightly", report.isNightly},    {"started_at", report.startedAt}, {"ended_at", report.endedAt},
            {"files", report.files},          {"files_done", report.filesDone}, {"bytes", report.bytes},
            {"bytes_done", report.bytesDone}, {"damaged", report.damaged},      {"missing", report.missing},
            {"mended", report.mended},        {"found", std::move(listed)},     {"failure", report.failure}};
}

verify::Report verifyReportFrom(const json &object)
{
    verify::Report report;
    report.number = object.value("number", std::int64_t{0});
    report.phase = named<verify::Phase>(phases, object.value("phase", ""));
    const json order = object.value("order", json::object());
    report.order.what = order.value("what", "");
    report.order.sample = order.value("sample", 0);
    report.order.reads = order.value("read", true);
    report.order.mends = order.value("repair", false);
    report.isNightly = object.value("nightly", false);
    report.startedAt = object.value("started_at", std::int64_t{0});
    report.endedAt = object.value("ended_at", std::int64_t{0});
    report.files = object.value("files", std::int64_t{0});
    report.filesDone = object.value("files_done", std::int64_t{0});
    report.bytes = object.value("bytes", std::int64_t{0});
    report.bytesDone = object.value("bytes_done", std::int64_t{0});
    report.damaged = object.value("damaged", std::int64_t{0});
    report.missing = object.value("missing", std::int64_t{0});
    report.mended = object.value("mended", std::int64_t{0});
    for (const json &item : object.value("found", json::array()))
        readDamage(item, report.listed);
    report.failure = object.value("failure", "");
    return report;
}

} // namespace mirrorlake::control
