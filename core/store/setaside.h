// Takes a damaged blob out of the complete ones, in such a way that the next fill of it keeps every piece that is still
// right.
#pragma once

#include "store/storeparts.h"

namespace mirrorlake::store {

/// Moves it to partial/ with the hashes of its pieces; where they were not kept, every piece counts as one without a
/// hash, which the hash of the whole decides about. Where an unfinished blob lies in the way, the damaged one goes to
/// quarantine/. One call at a time. Errors: as Disk.
Result<void> setAside(StoreParts &parts, const BlobHash &hash, std::int64_t expectedSize);

/// How a file is known that was complete once: readers may still hold it.
constexpr unsigned setAsideMode = 0600;

/// Before such a file is written to: one that somebody still has open is copied, so that its readers go on with what
/// they have, and never get a mixture. Errors: as Disk.
Result<Descriptor> leaveToReaders(StoreParts &parts, const BlobHash &hash, Descriptor file);

} // namespace mirrorlake::store
