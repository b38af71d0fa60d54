#include "base/errortable.h"

#include <QtCore/qglobal.h>

#include <algorithm>
#include <array>

namespace mirrorlake {

namespace {

using enum ErrorCode;
using log::Level;

constexpr std::array rows{
    ErrorRow{BadRequest, "bad-request", 400, nullptr, Level::Debug,
             QT_TRANSLATE_NOOP("Error", "The request could not be understood. Check the address that the client uses.")},
    ErrorRow{MethodNotAllowed, "method-not-allowed", 403, nullptr, Level::Debug,
             QT_TRANSLATE_NOOP("Error", "This mirror serves downloads only. Send uploads to the Hub itself.")},
    ErrorRow{NotFoundHere, "not-found-here", 404, nullptr, Level::Debug,
             QT_TRANSLATE_NOOP("Error", "There is nothing at this address. Check HF_ENDPOINT.")},
    ErrorRow{HeaderTooLarge, "header-too-large", 431, nullptr, Level::Info,
             QT_TRANSLATE_NOOP("Error", "The request header is too large. Send fewer or shorter headers.")},
    ErrorRow{BodyTooLarge, "body-too-large", 413, nullptr, Level::Info,
             QT_TRANSLATE_NOOP("Error", "The request body is too large. Ask for fewer paths at once.")},
    ErrorRow{RangeNotSatisfiable, "range-not-satisfiable", 416, nullptr, Level::Debug,
             QT_TRANSLATE_NOOP("Error", "The range lies beyond the end of the file.")},
    ErrorRow{EntryNotFound, "entry-not-found", 404, "EntryNotFound", Level::Debug,
             QT_TRANSLATE_NOOP("Error", "This revision has no such file. Check the file name.")},
    ErrorRow{RevisionNotFound, "revision-not-found", 404, "RevisionNotFound", Level::Debug,
             QT_TRANSLATE_NOOP("Error", "The repository has no such revision. Check the branch, tag or commit.")},
    ErrorRow{RepoNotFound, "repo-not-found", 401, "RepoNotFound", Level::Debug,
             QT_TRANSLATE_NOOP("Error", "There is no such repository, or it is private. Check the name, or add a token.")},
    ErrorRow{GatedRepo, "gated-repo", 401, "GatedRepo", Level::Info,
             QT_TRANSLATE_NOOP("Error", "The repository is gated. Ask its authors for access and use a token that has it.")},
    ErrorRow{AccessDenied, "access-denied", 403, nullptr, Level::Info,
             QT_TRANSLATE_NOOP("Error", "Access is denied. Check the token and the rights of this mirror.")},
    ErrorRow{TooManyRequests, "too-many-requests", 429, nullptr, Level::Info,
             QT_TRANSLATE_NOOP("Error", "Too many requests at once. Try again in a moment.")},
    ErrorRow{RequestTimeout, "request-timeout", 408, nullptr, Level::Debug,
             QT_TRANSLATE_NOOP("Error", "The client took too long to send its request.")},
    ErrorRow{UpstreamUnreachable, "upstream-unreachable", 502, nullptr, Level::Warning,
             QT_TRANSLATE_NOOP("Error", "The Hub cannot be reached. Check the network, the proxy and the upstream address.")},
    ErrorRow{UpstreamNameUnknown, "upstream-name-unknown", 502, nullptr, Level::Warning,
             QT_TRANSLATE_NOOP("Error", "The name of the Hub cannot be looked up. Check the network, the upstream address "
                                        "and the DNS settings.")},
    ErrorRow{UpstreamUntrusted, "upstream-untrusted", 502, nullptr, Level::Warning,
             QT_TRANSLATE_NOOP("Error", "The connection to the Hub is not trusted. Check the clock, the proxy and the "
                                        "additional certificates.")},
    ErrorRow{UpstreamTimeout, "upstream-timeout", 504, nullptr, Level::Warning,
             QT_TRANSLATE_NOOP("Error", "The Hub did not answer in time. Try again, or choose another upstream.")},
    ErrorRow{UpstreamRefused, "upstream-refused", 502, nullptr, Level::Warning,
             QT_TRANSLATE_NOOP("Error", "The Hub refused the request. Check the token and the upstream address.")},
    ErrorRow{UpstreamFailed, "upstream-failed", 502, nullptr, Level::Warning,
             QT_TRANSLATE_NOOP("Error", "The Hub has trouble of its own. Try again later, or choose another upstream.")},
    ErrorRow{UpstreamBroken, "upstream-broken", 502, nullptr, Level::Warning,
             QT_TRANSLATE_NOOP("Error", "The Hub gave an answer that cannot be right. Try again, or choose another upstream.")},
    ErrorRow{UpstreamIgnoresRange, "upstream-ignores-range", 502, nullptr, Level::Warning,
             QT_TRANSLATE_NOOP("Error", "The Hub sends only whole files. Try again, or choose another upstream.")},
    ErrorRow{UpstreamRateLimited, "upstream-rate-limited", 429, nullptr, Level::Warning,
             QT_TRANSLATE_NOOP("Error", "The Hub limits this address. Wait a moment, or set a token for higher limits.")},
    ErrorRow{Offline, "offline", 504, nullptr, Level::Info,
             QT_TRANSLATE_NOOP("Error", "Offline mode is on and this is not in the cache. Go online to fetch it.")},
    ErrorRow{HashMismatch, "hash-mismatch", 502, nullptr, Level::Error,
             QT_TRANSLATE_NOOP("Error", "The bytes from upstream do not match their hash, so they were not kept. "
                                        "Try again, or choose another upstream.")},
    ErrorRow{NoSpace, "no-space", 507, nullptr, Level::Error,
             QT_TRANSLATE_NOOP("Error", "The disk is full. Make room, or choose another data folder.")},
    ErrorRow{ReadOnly, "read-only", 500, nullptr, Level::Error,
             QT_TRANSLATE_NOOP("Error", "The data folder cannot be written. Check its permissions.")},
    ErrorRow{Io, "io", 500, nullptr, Level::Error,
             QT_TRANSLATE_NOOP("Error", "The disk reported an error. Check the disk and the log.")},
    ErrorRow{CannotListen, "cannot-listen", 500, nullptr, Level::Error,
             QT_TRANSLATE_NOOP("Error", "The address cannot be listened on. Choose another port.")},
    ErrorRow{DataFolderInUse, "data-folder-in-use", 500, nullptr, Level::Error,
             QT_TRANSLATE_NOOP("Error", "Another Mirrorlake uses this data folder. Stop it, or choose another folder.")},
    ErrorRow{DataFolderUnusable, "data-folder-unusable", 500, nullptr, Level::Error,
             QT_TRANSLATE_NOOP("Error", "The data folder cannot be used. Check that it exists and can be written.")},
    ErrorRow{BadConfiguration, "bad-configuration", 500, nullptr, Level::Error,
             QT_TRANSLATE_NOOP("Error", "The configuration is not valid. Correct the setting that is named.")},
    ErrorRow{Cancelled, "cancelled", 503, nullptr, Level::Debug,
             QT_TRANSLATE_NOOP("Error", "The mirror is stopping. Try again when it serves.")},
    ErrorRow{Internal, "internal", 500, nullptr, Level::Error,
             QT_TRANSLATE_NOOP("Error", "Something went wrong inside the mirror. The log says more.")},
};

constexpr bool isInEnumOrder()
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<std::size_t>(rows[i].code) != i)
            return false;
    }
    return rows.size() == static_cast<std::size_t>(Internal) + 1;
}
static_assert(isInEnumOrder(), "every ErrorCode has its row, in the order of the enum");

} // namespace

const ErrorRow &rowOf(ErrorCode code)
{
    return rows[static_cast<std::size_t>(code)];
}

std::optional<ErrorCode> errorCodeNamed(std::string_view name)
{
    const auto found = std::ranges::find(rows, name, [](const ErrorRow &row) { return std::string_view(row.name); });
    return found == rows.end() ? std::nullopt : std::optional(found->code);
}

const ErrorRow *errorRowsBegin()
{
    return rows.data();
}

const ErrorRow *errorRowsEnd()
{
    return rows.data() + rows.size();
}

} // namespace mirrorlake
