// How much room of the disk files still need: what an unfinished blob has taken already is taken, and counts no more.
// Thread: any.
#pragma once

#include "store/blobstore.h"

#include <unordered_map>
#include <vector>

namespace mirrorlake::preload {

struct UnfinishedFile
{
    BlobHash blob;
    std::int64_t size = 0;
};

/// Bytes of disk by blob.
using TakenRoom = std::unordered_map<BlobHash, std::int64_t>;

/// Of all unfinished blobs; reads a folder.
TakenRoom takenRoom(const store::BlobStore &store);

std::int64_t roomWanted(const std::vector<UnfinishedFile> &files, const TakenRoom &taken);

} // namespace mirrorlake::preload
