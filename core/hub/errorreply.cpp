#include "hub/errorreply.h"

#include "base/errorreply.h"

namespace mirrorlake::hub {

HttpReply errorReply(const Error &error, const std::optional<CommitSha> &commit)
{
    HttpReply reply = mirrorlake::errorReply(error);
    if (commit)
        reply.headers.add("X-Repo-Commit", commit->text());
    return reply;
}

Error entryNotFound()
{
    return Error{ErrorCode::EntryNotFound, "Entry not found"};
}

} // namespace mirrorlake::hub
