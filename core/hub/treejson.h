// The Hub's tree listing as JSON (hub-protocol §1.3): read from upstream with distrust, written for our clients without
// any Xet trace but our own. Pure.
#pragma once

#include "catalog/tree.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace mirrorlake::hub {

/// Reads one page. Entries with a path or hash that cannot be are an error (UpstreamBroken): a listing is believed
/// whole or not at all.
Result<std::vector<catalog::TreeEntry>> readTreePage(std::string_view json);

/// A JSON array of these entries, in their order.
/// xetHash gives what each file says as its Xet hash; empty for nothing.
using XetHashOf = std::function<std::string(const catalog::TreeEntry &)>;
std::string writeTreePage(std::span<const catalog::TreeEntry> entries, const XetHashOf &xetHash = nullptr);

} // namespace mirrorlake::hub
