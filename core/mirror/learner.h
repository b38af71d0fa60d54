// Learns needs on a small pool, each key once at a time: whoever needs the same thing meanwhile only leaves a callback,
// so a thousand identical questions hold one thread. Thread: any; callbacks come on a learner's thread.
#pragma once

#include "mirror/ask.h"

#include <QtCore/QThreadPool>

#include <map>
#include <mutex>
#include <vector>

namespace mirrorlake::mirror {

class Learner
{
public:
    using Then = std::function<void(const Result<void> &)>;

    explicit Learner(int threads);
    ~Learner(); ///< what has begun ends; what has not is dropped

    void learn(Need need, Then then);

private:
    void run(const Need &need);

    std::mutex m_mutex;
    std::map<std::string, std::vector<Then>> m_waiting;
    QThreadPool m_pool; // depends on: m_waiting
};

} // namespace mirrorlake::mirror
