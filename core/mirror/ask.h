// The words in which the parts of mirror talk: a question on its way (Ask), what is known of something (Known), what
// must be learned first (Need), and the answer. Values only.
#pragma once

#include "base/httpmessage.h"
#include "upstream/hub.h"

#include <functional>
#include <memory>
#include <string>
#include <variant>

namespace mirrorlake::mirror {

/// Who asks. The token is the caller's own and lives as long as the request; what is kept of it is the fingerprint.
struct Caller
{
    std::string token;
    std::string fingerprint; ///< keyed hash of the token; empty for anonymous
    std::string address;
    std::string agent;

    bool isAnonymous() const { return token.empty(); }
    upstream::Credentials credentials() const;
};

/// One request on its way to its answer.
struct Ask
{
    std::shared_ptr<const HttpRequest> http;
    Caller caller;
    bool allowsStale = false; ///< upstream failed: what was fetched keeps flowing (promise 7)
    bool usedStale = false;   ///< set by whoever took something past its time
};

/// Something that is not known here yet, and how to learn it. Equal keys are learned once, for all who wait.
struct Need
{
    std::string key;
    std::function<Result<void>()> learn; ///< blocking; on a learner's thread
};

/// A thing that is known, must be learned, or cannot be had.
template<typename T>
using Known = std::variant<T, Need, Error>;

/// A reply that will come when its first bytes are there.
struct Later
{
    std::function<void(ReplySink)> deliver;
};

using Answer = std::variant<HttpReply, Need, Later>;

/// True for errors that say nothing about the thing asked for: stale is better than these.
bool isUpstreamTrouble(ErrorCode code);

/// The caller of a request: Bearer, or Basic user:token as git sends it (hub-protocol §1.5).
Caller callerOf(const HttpRequest &request);

} // namespace mirrorlake::mirror
