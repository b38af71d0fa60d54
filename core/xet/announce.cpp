#include "xet/announce.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace mirrorlake::xet {

namespace {

/// What huggingface_hub refuses to fetch over plain HTTP.
constexpr std::int64_t mostOverHttp = 50'000'000'000;
/// How the Python and the Rust library name themselves; "hf_hub/2.4.0" may stand anywhere in the list.
constexpr std::array<std::string_view, 2> libraries{"hf_hub/", "hf-hub/"};

std::optional<int> majorVersion(std::string_view agent, std::string_view library)
{
    const std::size_t at = agent.find(library);
    if (at == std::string_view::npos)
        return std::nullopt;
    const std::string_view version = agent.substr(at + library.size());
    int major = 0;
    const auto [end, error] = std::from_chars(version.data(), version.data() + version.size(), major);
    return error == std::errc() ? std::optional(major) : std::nullopt;
}

} // namespace

std::optional<Serve> serveNamed(std::string_view name)
{
    if (name == "auto")
        return Serve::Auto;
    if (name == "on")
        return Serve::On;
    return name == "off" ? std::optional(Serve::Off) : std::nullopt;
}

bool isAnnounced(Serve serve, std::string_view agent, std::int64_t size)
{
    if (serve != Serve::Auto || size <= 0)
        return serve == Serve::On && size > 0;
    return std::ranges::any_of(libraries, [&](std::string_view library) {
        const auto major = majorVersion(agent, library);
        return major && (*major >= 1 || size > mostOverHttp);
    });
}

bool isFileInfoWanted(Serve serve, std::string_view accept)
{
    return serve != Serve::Off && std::ranges::any_of(split(accept, ','), [](std::string_view type) {
               return equalsIgnoringCase(trimmed(type.substr(0, type.find(';'))), fileInfoType);
           });
}

} // namespace mirrorlake::xet
