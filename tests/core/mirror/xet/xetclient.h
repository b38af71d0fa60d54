// Downloads through the Xet face of a mirror as hf_xet does: token, reconstruction, xorbs, and no hash checked.
#pragma once

#include "core/mirror/mirrorharness.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace mirrorlake::test {

class XetClient
{
public:
    /// form is the path of its version: "/v2/reconstructions/", "/reconstruction/", …
    explicit XetClient(MirrorHarness &mirror, std::string form = "/v2/reconstructions/")
        : m_mirror(mirror), m_form(std::move(form))
    {}

    /// The status of the token's answer.
    int takeToken(const std::string &target, const MirrorHarness::Headers &headers = {});
    const std::string &token() const { return m_token; }

    struct Part
    {
        std::string target; ///< path and query of the xorb
        std::string range;  ///< for the Range header
        std::int64_t unpacked = 0;
    };
    struct Plan
    {
        int status = 0;
        std::int64_t offset = 0;
        std::vector<Part> parts;
        std::string text;
    };
    Plan reconstruction(const std::string &hash, const std::string &range = {});
    Got xorb(const Part &part) { return m_mirror.get(part.target, {{"Range", part.range}}); }
    /// The file's bytes; nothing if anything went wrong.
    std::optional<std::string> download(const std::string &hash, const std::string &range = {});

    /// The bytes that the chunks of a xorb hold; nothing if they are no chunks.
    static std::optional<std::string> unpacked(const std::string &xorb);

private:
    MirrorHarness &m_mirror;
    const std::string m_form;
    std::string m_cas;
    std::string m_token;
};

/// "/path?query" of "http://mirror.test:8090/path?query".
std::string targetOf(const std::string &url);
/// The User-Agent of huggingface_hub.
HeaderField agentOf(std::string_view version);

} // namespace mirrorlake::test
