// An answer of upstream that is passed on, as a reply of ours: successes like every kept document, refusals with their
// own status, code and words, in neither of which another host is named. Pure.
#pragma once

#include "mirror/knowledge.h"

namespace mirrorlake::mirror {

/// repo is for the facts of the reply: RepoKey::text(), or empty.
HttpReply passedReply(const PassedAnswer &answer, const std::string &repo, const Knowledge &knowledge, const Ask &ask);

} // namespace mirrorlake::mirror
