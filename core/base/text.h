// Small pure functions on text: splitting, percent coding, UTF-8, case. No allocation where a view will do. Thread: any.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake {

constexpr bool isAlphaNumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Views into text; an empty text gives one empty view.
std::vector<std::string_view> split(std::string_view text, char separator);
std::string_view trimmed(std::string_view text);
std::string lowered(std::string_view text);
bool equalsIgnoringCase(std::string_view a, std::string_view b);

bool isValidUtf8(std::string_view text);
/// True if a byte below 0x20 or 0x7f occurs.
bool hasControlCharacter(std::string_view text);

/// Decodes %XX once. Nothing if a '%' is not followed by two hex digits. A '+' stays a '+'.
std::optional<std::string> percentDecoded(std::string_view text);
/// Encodes everything but [A-Za-z0-9-._~] and the bytes in keep.
std::string percentEncoded(std::string_view text, std::string_view keep = {});

std::string toHex(const unsigned char *bytes, std::size_t count);

} // namespace mirrorlake
