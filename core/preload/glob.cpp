#include "preload/glob.h"

#include <optional>

namespace mirrorlake::preload {

namespace {

/// What one step of a pattern takes: how much of the pattern it is, and whether it takes this character.
struct Step
{
    std::size_t length = 1;
    bool takes = false;
};

/// "[…]" at the start of the pattern; nothing when it is not closed, and '[' then stands for itself.
std::optional<Step> classStep(std::string_view pattern, char c)
{
    std::size_t at = 1;
    const bool isNegated = at < pattern.size() && pattern[at] == '!';
    at += isNegated ? 1 : 0;
    bool isIn = false;
    for (bool isFirst = true; at < pattern.size(); isFirst = false) {
        if (pattern[at] == ']' && !isFirst)
            return Step{at + 1, isIn != isNegated};
        if (at + 2 < pattern.size() && pattern[at + 1] == '-' && pattern[at + 2] != ']') {
            isIn = isIn || (pattern[at] <= c && c <= pattern[at + 2]);
            at += 3;
        } else {
            isIn = isIn || pattern[at] == c;
            ++at;
        }
    }
    return std::nullopt;
}

Step stepOf(std::string_view pattern, char c)
{
    if (pattern.front() == '?')
        return {1, true};
    if (pattern.front() == '[') {
        if (const auto step = classStep(pattern, c))
            return *step;
    }
    return {1, pattern.front() == c};
}

bool matches(std::string_view pattern, std::string_view path, bool hasTail)
{
    std::size_t p = 0;
    std::size_t t = 0;
    std::optional<std::size_t> star; // where in the pattern the last '*' ends
    std::size_t starText = 0;
    while (t < path.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = ++p;
            starText = t;
            continue;
        }
        if (p == pattern.size() && hasTail)
            return true;
        const Step step = p < pattern.size() ? stepOf(pattern.substr(p), path[t]) : Step{};
        if (step.takes) {
            p += step.length;
            ++t;
        } else if (star) {
            p = *star;
            t = ++starText;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

} // namespace

bool matchesGlob(std::string_view pattern, std::string_view path)
{
    return matches(pattern, path, pattern.ends_with('/'));
}

} // namespace mirrorlake::preload
