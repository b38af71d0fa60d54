// A caller's own Hub token inside the Xet token that we give back to that caller: encrypted (AES-256-GCM under the key
// of this installation), so that only this mirror can read it, and kept by nobody but its owner. With it the Xet face
// asks for the caller's right, and fetches what is not here yet, exactly as a file URL would. Pure but for randomness.
#pragma once

#include "mirror/grantkey.h"

#include <optional>
#include <string>
#include <string_view>

namespace mirrorlake::mirror {

/// Letters, digits, '-' and '_'; differs each time. Empty for an empty secret.
std::string sealed(const GrantKey &key, std::string_view secret);
/// Nothing if this key did not seal it. Empty gives empty.
std::optional<std::string> unsealed(const GrantKey &key, std::string_view text);

} // namespace mirrorlake::mirror
