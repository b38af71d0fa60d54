// A blob that is held and known, and how a tree names it: for tests that need no download.
#pragma once

#include "catalog/catalog.h"
#include "store/blobdigest.h"
#include "store/blobstore.h"
#include "store/partialblob.h"

#include <QtGlobal>

#include <string>
#include <utility>

namespace mirrorlake::test {

inline BlobHash holdBlob(store::BlobStore &store, catalog::Catalog &catalog, const std::string &bytes)
{
    const auto size = static_cast<std::int64_t>(bytes.size());
    store::BlobDigest digest(BlobHash::Kind::Sha256, size);
    digest.update(bytes);
    const BlobHash hash = *BlobHash::parse(digest.finish());
    const auto partial = std::move(*store.openPartial(hash, size));
    if (!partial->write(0, bytes) || !partial->publish())
        qFatal("cannot publish");
    catalog.blobCompleted(hash, size);
    return hash;
}

inline catalog::TreeEntry lfsEntry(const std::string &path, const BlobHash &hash)
{
    catalog::TreeEntry made;
    made.path = path;
    made.oid = std::string(40, '1');
    made.lfsSha256 = hash.text();
    return made;
}

} // namespace mirrorlake::test
