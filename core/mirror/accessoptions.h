// How long a verdict of upstream on a caller is believed, and for whom the mirror's own token may be used. Values only.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace mirrorlake::mirror {

struct AccessOptions
{
    std::chrono::seconds allowedFor{10 * 60};
    std::chrono::seconds refusedFor{60};
    std::chrono::seconds offlineFor{7 * 24 * 3600}; ///< an allowed one, while upstream cannot be asked
    /// Ids of repos, perhaps with '*', that callers without a right of their own may read by the mirror's own token.
    std::vector<std::string> lendTokenFor;
};

} // namespace mirrorlake::mirror
