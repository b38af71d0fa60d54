// Errors are values. A function that can fail returns Result<T>; the code says what to do, the message says what happened,
// context is put in front on the way up. errortable.h is the one place where a code becomes a status, a level and a sentence.
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace mirrorlake {

enum class ErrorCode {
    // What a client asked for
    BadRequest,
    MethodNotAllowed,
    NotFoundHere, // a URL that is none of ours
    HeaderTooLarge,
    BodyTooLarge,
    RangeNotSatisfiable,
    EntryNotFound,
    RevisionNotFound,
    RepoNotFound,
    GatedRepo,
    AccessDenied,
    TooManyRequests,
    RequestTimeout,
    // What upstream did
    UpstreamUnreachable,
    UpstreamNameUnknown, // DNS
    UpstreamUntrusted,   // TLS
    UpstreamTimeout,
    UpstreamRefused,  // 4xx that says nothing about the thing asked for
    UpstreamFailed,   // 5xx
    UpstreamBroken,   // an answer that cannot be right
    UpstreamIgnoresRange, // it sends the whole file whatever part is asked for
    UpstreamRateLimited,
    Offline, // offline mode, and the thing is not here
    // What this machine did
    HashMismatch,
    NoSpace,
    ReadOnly,
    Io,
    CannotListen,
    DataFolderInUse,
    DataFolderUnusable,
    BadConfiguration,
    Cancelled,
    Internal,
};

struct Error
{
    ErrorCode code = ErrorCode::Internal;
    std::string message;      ///< English, for the log and for the body of a reply; never a path on this machine's disk
    int retryAfterSeconds = 0; ///< above 0 only where the next try has a known time

    /// The same error with "context: " in front of its message.
    [[nodiscard]] Error in(std::string_view context) const;
};

/// True for what upstream or the way to it did: it says nothing about the thing asked for.
constexpr bool isOfUpstream(ErrorCode code)
{
    return code >= ErrorCode::UpstreamUnreachable && code <= ErrorCode::UpstreamRateLimited;
}

template<typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message)
{
    return tl::unexpected<Error>(Error{code, std::move(message), 0});
}

inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

/// The error that errno stands for: NoSpace, ReadOnly or Io. what names the action, not a path.
Error errorFromErrno(int number, std::string_view what);

} // namespace mirrorlake
