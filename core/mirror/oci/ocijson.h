// Manifests of a registry: what blobs they name, without addresses of other hosts. Pure.
#pragma once

#include "base/ids.h"

#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::mirror {

struct OciBlobSize
{
    BlobHash digest;
    std::int64_t size = 0;
};

struct OciManifestFacts
{
    std::string text; ///< as it came, unless it named other hosts
    std::vector<OciBlobSize> blobs;
};

/// Errors: UpstreamBroken if this is no manifest.
Result<OciManifestFacts> readOciManifest(std::string_view json);

/// "sha256:…" of these bytes.
std::string ociDigest(std::string_view bytes);

} // namespace mirrorlake::mirror
