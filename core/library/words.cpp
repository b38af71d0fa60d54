#include "library/card.h"

#include <algorithm>
#include <array>

namespace mirrorlake::library {

namespace {

constexpr std::array<std::string_view, 5> reaches{"upstream", "not-asked", "offline", "refused", "unreachable"};
constexpr std::array<std::string_view, 3> pins{"no", "partly", "whole"};
constexpr std::array<std::string_view, 3> presences{"missing", "partial", "complete"};

template<typename Word, typename Names>
std::optional<Word> named(const Names &names, std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<Word>(found - names.begin()));
}

} // namespace

std::string_view nameOf(Reach reach)
{
    return reaches[static_cast<std::size_t>(reach)];
}

std::optional<Reach> reachNamed(std::string_view name)
{
    return named<Reach>(reaches, name);
}

std::string_view nameOf(Pinned pinned)
{
    return pins[static_cast<std::size_t>(pinned)];
}

std::optional<Pinned> pinnedNamed(std::string_view name)
{
    return named<Pinned>(pins, name);
}

std::string_view nameOf(Presence presence)
{
    return presences[static_cast<std::size_t>(presence)];
}

std::optional<Presence> presenceNamed(std::string_view name)
{
    return named<Presence>(presences, name);
}

std::string SearchAnswer::whyEmpty() const
{
    if (!repos.empty())
        return {};
    switch (reach) {
    case Reach::Upstream:
        return "nothing fits; use fewer or other words";
    case Reach::NotAsked:
        return "nothing that is held here fits; search upstream too, or use fewer words";
    case Reach::Offline:
        return "offline mode is on, and nothing that is known here fits; switch it off to ask upstream";
    case Reach::Refused:
        return "upstream refused the question, and nothing that is known here fits: " + reason;
    case Reach::Unreachable:
        return "upstream does not answer, and nothing that is known here fits: " + reason;
    }
    return {};
}

} // namespace mirrorlake::library
