#include "preload/room.h"

#include <algorithm>

namespace mirrorlake::preload {

TakenRoom takenRoom(const store::BlobStore &store)
{
    TakenRoom taken;
    for (const store::PartialFacts &partial : store.partials())
        taken.emplace(partial.hash, partial.taken);
    return taken;
}

std::int64_t roomWanted(const std::vector<UnfinishedFile> &files, const TakenRoom &taken)
{
    std::int64_t wanted = 0;
    for (const UnfinishedFile &file : files) {
        const auto found = taken.find(file.blob);
        wanted += std::max<std::int64_t>(0, file.size - (found == taken.end() ? 0 : found->second));
    }
    return wanted;
}

} // namespace mirrorlake::preload
