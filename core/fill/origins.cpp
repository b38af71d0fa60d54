#include "fill/origins.h"

namespace mirrorlake::fill {

void Origins::gave(const std::string &route, ByteRange range)
{
    if (!route.empty())
        m_given[route].add(range);
}

void Origins::replaced(const std::string &route, ByteRange range)
{
    for (auto &[giver, given] : m_given) {
        const std::int64_t before = given.count();
        given.remove(range);
        if (given.count() != before)
            m_suspects.insert(giver);
    }
    gave(route, range);
}

std::vector<std::string> Origins::routes() const
{
    std::vector<std::string> all;
    for (const auto &[route, given] : m_given)
        all.push_back(route);
    return all;
}

} // namespace mirrorlake::fill
