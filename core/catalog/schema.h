// The tables, as a list of steps: user_version says how many a file has taken. A step once released never changes; a
// change is a new step.
#pragma once

#include "catalog/connection.h"

namespace mirrorlake::catalog {

/// The version that this program writes.
int schemaVersion();
Result<int> schemaVersionOf(Connection &connection);
/// Takes the steps that are missing, each in its own transaction.
Result<void> migrate(Connection &connection, int from);

} // namespace mirrorlake::catalog
