// Patterns for paths as the Hub's own client takes them: '*' any text, also over '/', '?' one character, "[a-z]" and
// "[!a-z]" one of these; a pattern that ends in '/' means all below. Pure; time grows with pattern times path at most.
#pragma once

#include <string_view>

namespace mirrorlake::preload {

bool matchesGlob(std::string_view pattern, std::string_view path);

} // namespace mirrorlake::preload
