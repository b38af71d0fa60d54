// The addresses of the Xet face (client-findings §2.1.3): what follows the casUrl, read and written. Pure.
#pragma once

#include "base/error.h"
#include "xet/reconstruction.h"

#include <string>
#include <string_view>
#include <variant>

namespace mirrorlake::xet {

/// Where the face stands below the mirror's address; the casUrl of tokens ends with it.
constexpr std::string_view casPath = "/-/cas";

struct ReconstructionRequest
{
    std::string hash;
    Form form = Form::V1;
};

struct XorbRequest
{
    std::int64_t xorb = 0;
    std::string grant;
};

/// Counts that clients report; answered, never kept.
struct TelemetryRequest
{};

using CasRequest = std::variant<ReconstructionRequest, XorbRequest, TelemetryRequest>;

/// True for a request-target of this face, and for the telemetry that clients send to the root of the host.
bool isCasTarget(std::string_view rawTarget);
/// Errors: NotFoundHere, BadRequest.
Result<CasRequest> parseCasTarget(std::string_view rawTarget);

/// The target of a xorb; differs for each range of bytes, because older clients join downloads by URL (§2.1.6).
std::string xorbTarget(const Term &term, std::string_view grant);

} // namespace mirrorlake::xet
