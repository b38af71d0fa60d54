// For whom a thread works: while a scope lives, each line that its thread writes bears the id of that request,
// whichever room speaks. Thread: the one that made it.
#pragma once

#include <string_view>

namespace mirrorlake::log {

class Scope
{
public:
    /// The id outlives it. Empty: for nobody.
    explicit Scope(std::string_view id);
    ~Scope();
    Scope(const Scope &) = delete;
    Scope &operator=(const Scope &) = delete;

private:
    const std::string_view m_before;
};

/// Of the innermost scope of this thread, or empty; for handing on to another thread.
std::string_view requestId();

} // namespace mirrorlake::log
