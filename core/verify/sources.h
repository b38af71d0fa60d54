// Which files of which commits have a blob: its name for people, and where it can be fetched. Reads all trees once.
// Thread: any; takes as long as SQLite needs.
#pragma once

#include "catalog/catalog.h"
#include "sweep/blobname.h"
#include "upstream/hub.h"

#include <map>

namespace mirrorlake::verify {

using Sources = std::map<sweep::BlobName, std::vector<upstream::FileSource>>;

/// A few for each of these blobs, as far as there are some. Errors: Io.
Result<Sources> sourcesOf(const catalog::Catalog &catalog, std::vector<sweep::BlobName> blobs);

} // namespace mirrorlake::verify
