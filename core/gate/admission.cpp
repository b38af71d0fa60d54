#include "gate/admission.h"

namespace mirrorlake::gate {

namespace {

class HeldPlace
{
public:
    explicit HeldPlace(std::shared_ptr<std::atomic<int>> count) : m_count(std::move(count)) {}
    HeldPlace(const HeldPlace &) = delete;
    HeldPlace &operator=(const HeldPlace &) = delete;
    ~HeldPlace() { --*m_count; }

private:
    const std::shared_ptr<std::atomic<int>> m_count;
};

} // namespace

Admission::Place Admission::tryEnter()
{
    if (++*m_count > m_most) {
        --*m_count;
        return nullptr;
    }
    return std::make_shared<HeldPlace>(m_count);
}

} // namespace mirrorlake::gate
