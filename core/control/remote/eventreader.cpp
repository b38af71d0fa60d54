#include "control/remote/eventreader.h"

namespace mirrorlake::control {

bool EventReader::feed(std::string_view bytes, const Take &take)
{
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        m_line += bytes.substr(0, end);
        if (m_line.size() + m_data.size() > longest)
            return false;
        if (end == std::string_view::npos)
            return true;
        bytes.remove_prefix(end + 1);
        if (!endLine(take))
            return false;
    }
    return true;
}

bool EventReader::endLine(const Take &take)
{
    if (m_line.ends_with('\r'))
        m_line.pop_back();
    std::string_view line = m_line;
    bool isWanted = true;
    if (line.empty()) {
        if (m_hasData)
            isWanted = take(m_data);
        m_data.clear();
        m_hasData = false;
    } else if (line.starts_with("data:")) {
        line.remove_prefix(line.starts_with("data: ") ? 6 : 5);
        if (m_hasData)
            m_data += '\n';
        m_data += line;
        m_hasData = true;
    }
    m_line.clear();
    return isWanted;
}

} // namespace mirrorlake::control
