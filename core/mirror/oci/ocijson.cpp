#include "mirror/oci/ocijson.h"

#include "base/text.h"
#include "hub/safejson.h"

#include <nlohmann/json.hpp>
#include <openssl/sha.h>

#include <array>

namespace mirrorlake::mirror {

namespace {

using Json = nlohmann::json;

constexpr std::size_t mostLayers = 1000;
constexpr std::string_view algorithm = "sha256:";

bool isSize(const Json &size)
{
    constexpr auto largest = static_cast<std::uint64_t>(hub::largestFile);
    return size.is_number_unsigned() && size.get<std::uint64_t>() <= largest;
}

/// False for what cannot be a descriptor.
bool addBlob(Json &descriptor, OciManifestFacts &facts, bool &hadUrls)
{
    if (!descriptor.is_object())
        return false;
    hadUrls = descriptor.erase("urls") > 0 || hadUrls;
    const auto digest = descriptor.find("digest");
    const auto size = descriptor.find("size");
    if (digest == descriptor.end() || !digest->is_string() || size == descriptor.end() || !isSize(*size))
        return false;
    const std::string text = digest->get<std::string>();
    auto hash = BlobHash::parse(text.starts_with(algorithm) ? text.substr(algorithm.size()) : std::string());
    if (!hash || hash->kind() != BlobHash::Kind::Sha256)
        return false;
    facts.blobs.push_back({std::move(*hash), size->get<std::int64_t>()});
    return true;
}

} // namespace

Result<OciManifestFacts> readOciManifest(std::string_view text)
{
    auto parsed = hub::parseUpstreamJson<Json>(text, "the manifest");
    if (!parsed)
        return fail(parsed.error());
    Json &json = *parsed;
    const auto layers = json.is_object() ? json.find("layers") : json.end();
    if (!json.is_object() || layers == json.end() || !layers->is_array() || layers->size() > mostLayers)
        return fail(ErrorCode::UpstreamBroken, "the manifest is none");
    OciManifestFacts facts{std::string(text), {}};
    bool hadUrls = false;
    bool isRight = true;
    for (Json &layer : *layers)
        isRight = addBlob(layer, facts, hadUrls) && isRight;
    if (const auto config = json.find("config"); config != json.end())
        isRight = addBlob(*config, facts, hadUrls) && isRight;
    if (!isRight)
        return fail(ErrorCode::UpstreamBroken, "the manifest names a blob that cannot be");
    if (hadUrls)
        facts.text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    return facts;
}

std::string ociDigest(std::string_view bytes)
{
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size(), digest.data());
    return std::string(algorithm) + toHex(digest.data(), digest.size());
}

} // namespace mirrorlake::mirror
