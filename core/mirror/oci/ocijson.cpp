#include "mirror/oci/ocijson.h"

#include "base/text.h"

#include <nlohmann/json.hpp>
#include <openssl/sha.h>

#include <array>

namespace mirrorlake::mirror {

namespace {

using Json = nlohmann::json;

constexpr std::size_t mostLayers = 1000;
constexpr std::string_view algorithm = "sha256:";

void addBlob(Json &descriptor, OciManifestFacts &facts, bool &hadUrls)
{
    if (!descriptor.is_object())
        return;
    hadUrls = descriptor.erase("urls") > 0 || hadUrls;
    const auto digest = descriptor.find("digest");
    const auto size = descriptor.find("size");
    if (digest == descriptor.end() || !digest->is_string() || size == descriptor.end() || !size->is_number_integer())
        return;
    const std::string text = digest->get<std::string>();
    auto hash = BlobHash::parse(text.starts_with(algorithm) ? text.substr(algorithm.size()) : std::string());
    if (hash && hash->kind() == BlobHash::Kind::Sha256 && size->get<std::int64_t>() >= 0)
        facts.blobs.push_back({std::move(*hash), size->get<std::int64_t>()});
}

} // namespace

Result<OciManifestFacts> readOciManifest(std::string_view text)
{
    Json json = Json::parse(text, nullptr, false);
    const auto layers = json.is_object() ? json.find("layers") : json.end();
    if (!json.is_object() || layers == json.end() || !layers->is_array() || layers->size() > mostLayers)
        return fail(ErrorCode::UpstreamBroken, "the manifest is none");
    OciManifestFacts facts{std::string(text), {}};
    bool hadUrls = false;
    for (Json &layer : *layers)
        addBlob(layer, facts, hadUrls);
    if (const auto config = json.find("config"); config != json.end())
        addBlob(*config, facts, hadUrls);
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
