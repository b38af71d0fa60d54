// What git holds in place of an LFS file, made from hash and size (hub-protocol §6). Pure.
#pragma once

#include "catalog/tree.h"

#include <string>

namespace mirrorlake::mirror {

/// "version https://git-lfs.github.com/spec/v1", oid and size, a line each.
std::string lfsPointer(const catalog::TreeEntry &entry);
/// The name under which git keeps this text: 40 hex.
std::string gitBlobName(std::string_view text);

} // namespace mirrorlake::mirror
