// Questions about no one repo (hub-protocol §1.2 rows 13, 14, 16 to 18 and §1.9): passed on, each with its own time and
// its own circle of those who may share the answer. Thread: I/O threads and learners.
#pragma once

#include "hub/requests.h"
#include "mirror/knowledge.h"

#include <memory>

namespace mirrorlake::mirror {

class PageHandler
{
public:
    explicit PageHandler(Knowledge &knowledge);

    Answer page(const hub::PageRequest &request, Ask &ask);
    /// The data viewer's host. Without one upstream: 501, at once, which clients take well (§1.9).
    Answer viewer(const hub::ViewerRequest &request, Ask &ask);
    static HttpReply telemetry();

private:
    Answer pass(PassedAnswers &pages, const PassQuestion &question, Ask &ask) const;

    Knowledge &m_knowledge;
    std::unique_ptr<PassedAnswers> m_viewerPages; ///< null when there is no viewer upstream
};

} // namespace mirrorlake::mirror
