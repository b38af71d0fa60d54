#include "core/mirror/xet/xetclient.h"

#include <future>

namespace mirrorlake::test {

namespace {

constexpr std::string_view base = "http://mirror.test:8090";

std::size_t numberAt(const std::string &bytes, std::size_t at)
{
    std::size_t number = 0;
    for (std::size_t i = 3; i-- > 0;)
        number = number * 256 + static_cast<unsigned char>(bytes[at + i]);
    return number;
}

std::string rangeOf(const nlohmann::json &bytes)
{
    return "bytes=" + bytes["start"].dump() + "-" + bytes["end"].dump();
}

} // namespace

std::string targetOf(const std::string &url)
{
    return url.starts_with(base) ? url.substr(base.size()) : "not ours: " + url;
}

HeaderField agentOf(std::string_view version)
{
    return {"User-Agent", "unknown/None; hf_hub/" + std::string(version) + "; python/3.11.2"};
}

int XetClient::takeToken(const std::string &target, const MirrorHarness::Headers &headers)
{
    const Got got = m_mirror.get(target, headers);
    const auto json = nlohmann::json::parse(got.body, nullptr, false);
    if (got.status == 200) {
        m_token = json.value("accessToken", "");
        m_cas = targetOf(json.value("casUrl", ""));
    }
    return got.status;
}

XetClient::Plan XetClient::reconstruction(const std::string &hash, const std::string &range)
{
    MirrorHarness::Headers headers{{"Authorization", "Bearer " + m_token}};
    if (!range.empty())
        headers.push_back({"Range", range});
    const Got got = m_mirror.get(m_cas + m_form + hash, headers);
    Plan plan{got.status, 0, {}, got.body};
    const auto json = nlohmann::json::parse(got.body, nullptr, false);
    if (got.status != 200)
        return plan;
    plan.offset = json["offset_into_first_range"];
    for (const auto &term : json["terms"]) {
        const std::string name = term["hash"];
        const bool isSecond = json.contains("xorbs");
        const auto &fetch = (isSecond ? json["xorbs"] : json["fetch_info"])[name][0];
        plan.parts.push_back({targetOf(fetch["url"]),
                              rangeOf(isSecond ? fetch["ranges"][0]["bytes"] : fetch["url_range"]),
                              term["unpacked_length"]});
    }
    return plan;
}

std::optional<std::string> XetClient::download(const std::string &hash, const std::string &range)
{
    const Plan plan = reconstruction(hash, range);
    if (plan.status != 200)
        return std::nullopt;
    std::vector<std::future<Got>> coming; // all at once, as clients do
    for (const Part &part : plan.parts)
        coming.push_back(m_mirror.later(part.target, {{"Range", part.range}}));
    std::string bytes;
    bool isRight = true;
    for (std::size_t i = 0; i < coming.size(); ++i) {
        const Got got = coming[i].get();
        const auto part = unpacked(got.body);
        isRight = isRight && got.status == 206 && got.isWhole && part &&
                  static_cast<std::int64_t>(part->size()) == plan.parts[i].unpacked;
        bytes += part.value_or("");
    }
    return isRight ? std::optional(bytes.substr(static_cast<std::size_t>(plan.offset))) : std::nullopt;
}

std::optional<std::string> XetClient::unpacked(const std::string &xorb)
{
    std::string file;
    for (std::size_t at = 0; at < xorb.size();) {
        const std::size_t length = at + 8 <= xorb.size() ? numberAt(xorb, at + 1) : 0;
        const bool isChunk = length > 0 && length <= 131072 && xorb[at] == 0 && xorb[at + 4] == 0 &&
                             numberAt(xorb, at + 5) == length && at + 8 + length <= xorb.size();
        if (!isChunk)
            return std::nullopt;
        file.append(xorb, at + 8, length);
        at += 8 + length;
    }
    return file;
}

} // namespace mirrorlake::test
