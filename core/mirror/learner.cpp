#include "mirror/learner.h"

#include "base/log.h"
#include "base/logscope.h"

namespace mirrorlake::mirror {

namespace {

/// No exception crosses the pool: what a library throws becomes an error here.
Result<void> learned(const Need &need)
{
    try {
        return need.learn();
    } catch (const std::exception &exception) {
        log::error("mirror", "learning {} failed: {}", need.key, exception.what());
        return fail(ErrorCode::Internal, "something went wrong inside the mirror");
    }
}

} // namespace

Learner::Learner(int threads)
{
    m_pool.setMaxThreadCount(threads);
    m_pool.setObjectName(QStringLiteral("learner"));
}

Learner::~Learner()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void Learner::learn(Need need, Then then)
{
    {
        const std::lock_guard lock(m_mutex);
        std::vector<Then> &waiting = m_waiting[need.key];
        waiting.push_back(std::move(then));
        if (waiting.size() > 1)
            return;
    }
    m_pool.start([this, need = std::move(need), first = std::string(log::requestId())] {
        const log::Scope scope(first);
        run(need);
    });
}

void Learner::run(const Need &need)
{
    const Result<void> result = learned(need);
    std::vector<Then> waiting;
    {
        const std::lock_guard lock(m_mutex);
        waiting = std::move(m_waiting[need.key]);
        m_waiting.erase(need.key);
    }
    for (const Then &then : waiting)
        then(result);
}

} // namespace mirrorlake::mirror
