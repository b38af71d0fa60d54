// An Error as a reply in the Hub's own shape (hub-protocol §3): X-Error-Code and X-Error-Message decide what clients
// raise, the body is {"error": …}. Pure.
#pragma once

#include "base/httpmessage.h"
#include "base/ids.h"

#include <optional>

namespace mirrorlake::hub {

/// commit, where it is known, goes along as X-Repo-Commit: clients remember an absent file by it (§3.4).
HttpReply errorReply(const Error &error, const std::optional<CommitSha> &commit = std::nullopt);

/// The Hub's words for a file that its commit does not have (E5).
Error entryNotFound();

} // namespace mirrorlake::hub
