#include "mirror/pages/passedreply.h"

#include "base/errorreply.h"
#include "base/text.h"
#include "mirror/listing/documentreply.h"

#include <algorithm>

namespace mirrorlake::mirror {

HttpReply passedReply(const PassedAnswer &answer, const std::string &repo, const Knowledge &knowledge, const Ask &ask)
{
    const std::string base = knowledge.baseUrl(ask);
    if (answer.status == 200) {
        HttpReply reply = documentReply(answer.document, repo, knowledge.foreign, base, *ask.http);
        reply.headers.add("Vary", "Authorization");
        return reply;
    }
    HttpReply reply = errorReply({ErrorCode::NotFoundHere, knowledge.foreign.rewritten(answer.errorMessage, base)});
    reply.status = answer.status;
    const bool isCode = !answer.errorCode.empty() && answer.errorCode.size() < 64 &&
                        std::ranges::all_of(answer.errorCode, isAlphaNumeric);
    if (isCode)
        reply.headers.add("X-Error-Code", answer.errorCode);
    if (answer.status == 401)
        reply.headers.add("WWW-Authenticate", "Bearer realm=\"Authentication required\", charset=\"UTF-8\"");
    return reply;
}

} // namespace mirrorlake::mirror
