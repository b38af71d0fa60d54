// Catalogue files as earlier versions made them, filled with one thing of each kind. The SQL is a frozen copy on
// purpose: it must not follow the steps in core/catalog/schema.cpp when somebody changes one of them.
#pragma once

#include "base/error.h"

#include <filesystem>

namespace mirrorlake::test {

/// The earliest and the newest version that there is a builder for; a new schema version adds one.
constexpr int firstSchema = 1;
constexpr int lastSchema = 9;

Result<void> buildCatalogFile(const std::filesystem::path &file, int schema);

} // namespace mirrorlake::test
