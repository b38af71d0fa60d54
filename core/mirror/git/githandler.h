// git over HTTP (hub-protocol §1.7): questions go to the Hub with the caller's own token, answers come back as they
// come, in bounded memory; nothing is kept. Pushes are refused. Thread: answer() on I/O threads; transfers have a pool
// of their own, because each takes as long as its client reads.
#pragma once

#include "hub/doors.h"
#include "mirror/knowledge.h"

#include <QtCore/QThreadPool>

#include <atomic>

namespace mirrorlake::mirror {

class GitHandler
{
public:
    explicit GitHandler(Knowledge &knowledge);
    ~GitHandler(); ///< ends what runs

    Answer refs(const hub::GitRefs &request, const Ask &ask);
    Answer pack(const hub::GitPack &request, const Ask &ask);

private:
    class Relay;
    Answer relay(upstream::Request request, const RepoKey &repo, const Ask &ask);

    Knowledge &m_knowledge;
    std::atomic<int> m_underWay = 0;
    std::atomic<bool> m_isStopping = false;
    QThreadPool m_pool; // depends on: everything above
};

} // namespace mirrorlake::mirror
