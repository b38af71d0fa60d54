// Takes a file from outside into the store: copied and hashed in one reading, and given its place only when its bytes
// have the promised name. The file outside is only read. What a kill leaves lies in incoming/, and goes when the store
// is opened again.
#pragma once

#include "store/adopted.h"
#include "store/storeparts.h"

namespace mirrorlake::store {

/// An open regular file of at least one byte; nothing is looked up. Errors: NoSpace, ReadOnly, Io, Cancelled.
Result<Adopted> adopt(StoreParts &parts, const BlobHash &hash, const Descriptor &file, std::int64_t size,
                      const AdoptionWatch &watch);

} // namespace mirrorlake::store
