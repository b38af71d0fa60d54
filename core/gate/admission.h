// How many requests may be under way at once. A request is under way from its arrival until its reply has been sent, or
// will not be. Thread: any.
#pragma once

#include <atomic>
#include <memory>

namespace mirrorlake::gate {

class Admission
{
public:
    explicit Admission(int most) : m_count(std::make_shared<std::atomic<int>>(0)), m_most(most) {}

    /// A place that is given back when its last holder lets go; it may outlive the admission. Null when all are taken.
    using Place = std::shared_ptr<void>;
    Place tryEnter();
    int count() const { return *m_count; }

private:
    const std::shared_ptr<std::atomic<int>> m_count;
    const int m_most;
};

} // namespace mirrorlake::gate
