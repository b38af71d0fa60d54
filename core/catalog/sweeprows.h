// SQL of what the sweep keeps. Thread: that of the connection.
#pragma once

#include "catalog/catalog.h"
#include "catalog/connection.h"

namespace mirrorlake::catalog::rows {

Result<void> putPin(Connection &connection, const PinRecord &pin);
Result<void> removePin(Connection &connection, const PinRecord &pin);
Result<std::vector<PinRecord>> pins(Connection &connection);

Result<void> addSwept(Connection &connection, const SweptRecord &swept);
Result<void> keepNewestSwept(Connection &connection, std::int64_t limit);
Result<std::vector<SweptRecord>> swept(Connection &connection, std::int64_t limit);
Result<void> addInflation(Connection &connection, const InflationRecord &inflation);
Result<std::vector<InflationRecord>> inflations(Connection &connection);

/// Notes a blob that lies in the store and is not on record, or whose completion is not.
Result<void> blobFound(Connection &connection, const BlobHash &hash, std::int64_t size, std::int64_t completedAt);
Result<void> eachBlob(Connection &connection, const Catalog::BlobVisitor &visit);
Result<void> eachTree(Connection &connection, const Catalog::TreeVisitor &visit);
Result<void> eachFile(Connection &connection, const Catalog::FileVisitor &visit);

} // namespace mirrorlake::catalog::rows
