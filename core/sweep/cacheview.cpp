#include "sweep/cacheview.h"

#include <algorithm>

namespace mirrorlake::sweep {

std::optional<std::uint32_t> CacheView::find(const BlobName &name) const
{
    const auto place =
        std::lower_bound(blobs.begin(), blobs.end(), name,
                         [](const HeldBlob &blob, const BlobName &wanted) { return blob.name < wanted; });
    if (place == blobs.end() || place->name != name)
        return std::nullopt;
    return static_cast<std::uint32_t>(place - blobs.begin());
}

} // namespace mirrorlake::sweep
