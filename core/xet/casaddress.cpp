#include "xet/casaddress.h"

#include "base/text.h"
#include "xet/names.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace mirrorlake::xet {

namespace {

constexpr std::string_view telemetryPath = "/v1/telemetry";
constexpr std::string_view xorbPath = "/xorbs/";

struct Door
{
    std::string_view path;
    Form form;
};

/// hf_xet 0.1.4 to 1.1.9, 1.1.10 to 1.2, 1.3 to 1.4, and from 1.5 on.
constexpr std::array doors{Door{"/reconstruction/", Form::V1}, Door{"/reconstructions/", Form::V1},
                           Door{"/v1/reconstructions/", Form::V1}, Door{"/v2/reconstructions/", Form::V2}};

tl::unexpected<Error> notHere()
{
    return fail(ErrorCode::NotFoundHere, "this mirror has nothing at this address");
}

Result<CasRequest> parseXorb(std::string_view number, std::string_view query)
{
    XorbRequest request;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), request.xorb);
    if (error != std::errc() || end != number.data() + number.size() || request.xorb < 0)
        return fail(ErrorCode::BadRequest, "the number of the xorb is not valid");
    for (const std::string_view field : split(query, '&')) {
        if (field.starts_with("grant="))
            request.grant = field.substr(6);
    }
    return request;
}

} // namespace

bool isCasTarget(std::string_view rawTarget)
{
    const std::string_view path = rawTarget.substr(0, rawTarget.find('?'));
    return path == telemetryPath || path.starts_with(std::string(casPath) + "/");
}

Result<CasRequest> parseCasTarget(std::string_view rawTarget)
{
    if (!isCasTarget(rawTarget))
        return notHere();
    const std::size_t question = rawTarget.find('?');
    std::string_view path = rawTarget.substr(0, question);
    const std::string_view query = question == std::string_view::npos ? "" : rawTarget.substr(question + 1);
    if (path.starts_with(casPath))
        path.remove_prefix(casPath.size());
    if (path == telemetryPath)
        return TelemetryRequest{};
    if (path.starts_with(xorbPath))
        return parseXorb(path.substr(xorbPath.size()), query);
    for (const Door &door : doors) {
        if (path.starts_with(door.path) && isXetHash(path.substr(door.path.size())))
            return ReconstructionRequest{std::string(path.substr(door.path.size())), door.form};
    }
    return notHere();
}

std::string xorbTarget(const Term &term, std::string_view grant)
{
    return fmt::format("{}{}{}?grant={}&r={}-{}", casPath, xorbPath, term.xorb, grant, term.bytes.begin,
                       term.bytes.end - 1);
}

} // namespace mirrorlake::xet
