// The beginning of a README as text for people: no front matter, no markup, no pictures, no HTML. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mirrorlake::library {

/// At most this many bytes, cut at a word and then ended by "…"; paragraphs are parted by an empty line.
std::string plainSummary(std::string_view markdown, std::size_t most);

} // namespace mirrorlake::library
