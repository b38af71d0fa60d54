#include "hub/safejson.h"

namespace mirrorlake::hub {

bool isModestJson(std::string_view text)
{
    constexpr int maxDepth = 64;
    constexpr std::int64_t maxValues = 4'000'000;
    int depth = 0;
    std::int64_t values = 0;
    bool isInString = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (isInString) {
            if (c == '\\')
                ++at;
            else if (c == '"')
                isInString = false;
            continue;
        }
        if (c == '"')
            isInString = true;
        else if (c == '[' || c == '{')
            ++depth;
        else if (c == ']' || c == '}')
            --depth;
        const bool beginsValue = c == '[' || c == '{' || c == ',' || c == ':';
        values += beginsValue ? 1 : 0;
        if (depth > maxDepth || values > maxValues)
            return false;
    }
    return true;
}

} // namespace mirrorlake::hub
