// Which route gave which bytes of a file, so that one whose bytes prove wrong can be named and avoided. Pure. Thread:
// none.
#pragma once

#include "fill/intervalset.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace mirrorlake::fill {

class Origins
{
public:
    void gave(const std::string &route, ByteRange range);
    /// These bytes were wrong, and come from this route now. Whoever gave them before is suspected.
    void replaced(const std::string &route, ByteRange range);

    std::vector<std::string> routes() const;
    const std::map<std::string, IntervalSet> &given() const { return m_given; } ///< by route
    /// Those whose bytes were replaced by others.
    std::vector<std::string> suspects() const { return {m_suspects.begin(), m_suspects.end()}; }

private:
    std::map<std::string, IntervalSet> m_given;
    std::set<std::string> m_suspects;
};

} // namespace mirrorlake::fill
