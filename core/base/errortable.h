// The one place where an ErrorCode becomes what others see: an HTTP status, the Hub's X-Error-Code, a log level and a
// sentence for the person in front of the window. hub-protocol §3 is the source of the Hub's words.
#pragma once

#include "base/error.h"
#include "base/log.h"

#include <optional>
#include <string_view>

namespace mirrorlake {

struct ErrorRow
{
    ErrorCode code;
    const char *name;     ///< stable, for JSON and logs: "entry-not-found"
    int status;           ///< HTTP status of a reply that carries it
    const char *hubCode;  ///< X-Error-Code, or nullptr (hub-protocol §3.2)
    log::Level level;     ///< a client's mistake is never a warning
    const char *sentence; ///< English source text in the translation context "Error"; names the next step
};

/// Thread: any.
const ErrorRow &rowOf(ErrorCode code);

/// The code of that name, as other programs say it; nothing if there is none.
std::optional<ErrorCode> errorCodeNamed(std::string_view name);

/// All rows, in the order of the enum; for tests and translations.
const ErrorRow *errorRowsBegin();
const ErrorRow *errorRowsEnd();

} // namespace mirrorlake
