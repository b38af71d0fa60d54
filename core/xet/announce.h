// Who is told that a file can be had through Xet (client-findings §2.3): it is twice as fast for some clients, four
// times slower for others, and the only way to files above 50 GB for both. Whoever asks for a token or a reconstruction
// gets it in any case. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mirrorlake::xet {

enum class Serve
{
    Auto, ///< those whom it helps
    On,   ///< everyone
    Off   ///< nobody
};

/// "auto", "on", "off"; nothing for any other word.
std::optional<Serve> serveNamed(std::string_view name);

/// In headers and listings, to a client of this User-Agent, of a file of this size.
bool isAnnounced(Serve serve, std::string_view agent, std::int64_t size);

/// The media type by which JavaScript clients ask for the Xet form of a file's facts.
constexpr std::string_view fileInfoType = "application/vnd.xet-fileinfo+json";
/// True if this Accept asks for it, and may have it.
bool isFileInfoWanted(Serve serve, std::string_view accept);

} // namespace mirrorlake::xet
