// Reads server-sent events from bytes as they come. Comments, ids and times to wait are passed over; an event without
// end is given up. Pure.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace mirrorlake::control {

class EventReader
{
public:
    static constexpr std::size_t longest = std::size_t{64} * 1024 * 1024;

    /// Called with the data of each event that is complete; false: the rest is not wanted.
    using Take = std::function<bool(std::string_view data)>;

    /// False when take said so, or when an event is too long.
    bool feed(std::string_view bytes, const Take &take);

private:
    bool endLine(const Take &take);

    std::string m_line;
    std::string m_data;
    bool m_hasData = false;
};

} // namespace mirrorlake::control
