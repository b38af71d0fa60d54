// What is inside a PartialBlob; only the store makes one.
#pragma once

#include "store/journal.h"
#include "store/partialblob.h"
#include "store/storeparts.h"

namespace mirrorlake::store {

class PartialBlob::Impl
{
public:
    std::shared_ptr<StoreParts> parts;
    BlobHash hash;
    std::int64_t size = 0;
    Descriptor file;
    std::unique_ptr<Journal> journal; // none for a blob of one piece that begins anew
    Space::Promise promise;           // for a sparse file only
    bool isSettled = false;           // published, quarantined or discarded

    static Result<std::unique_ptr<Impl>> open(std::shared_ptr<StoreParts> parts, const BlobHash &hash,
                                              std::int64_t size);
};

} // namespace mirrorlake::store
