// The hash that names a blob, taken over its bytes in order: sha256, or sha1 over git's "blob <size>" and the bytes.
// Thread: none.
#pragma once

#include "base/ids.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>

struct evp_md_ctx_st;

namespace mirrorlake::store {

class BlobDigest
{
public:
    BlobDigest(BlobHash::Kind kind, std::int64_t size);
    void update(std::span<const char> bytes);
    /// The name in hex. Once, last.
    std::string finish();

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

} // namespace mirrorlake::store
