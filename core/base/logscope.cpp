#include "base/logscope.h"

#include <utility>

namespace mirrorlake::log {

namespace {

thread_local std::string_view current;

} // namespace

Scope::Scope(std::string_view id) : m_before(std::exchange(current, id)) {}

Scope::~Scope()
{
    current = m_before;
}

std::string_view requestId()
{
    return current;
}

} // namespace mirrorlake::log
