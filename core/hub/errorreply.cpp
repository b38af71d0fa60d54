#include "hub/errorreply.h"

#include "base/errorreply.h"
#include "base/errortable.h"

namespace mirrorlake::hub {

HttpReply errorReply(const Error &error, const std::optional<CommitSha> &commit)
{
    Error told = error;
    // What went wrong upstream names hosts, which is for the log; clients are told what it means for them (promise 9).
    if (isOfUpstream(error.code) || error.code == ErrorCode::Offline)
        told.message = rowOf(error.code).sentence;
    HttpReply reply = mirrorlake::errorReply(told);
    if (commit)
        reply.headers.add("X-Repo-Commit", commit->text());
    return reply;
}

Error entryNotFound()
{
    return Error{ErrorCode::EntryNotFound, "Entry not found"};
}

} // namespace mirrorlake::hub
