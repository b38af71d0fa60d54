// The CDN of the fake Hub: plain GET with Range on signed, expiring URLs (hub-protocol E3, E4). Its ETag is the Xet
// hash, not the sha256; it knows no tokens. Thread: any.
#pragma once

#include "fakehub/options.h"
#include "fakehub/reply.h"
#include "fakehub/world.h"

#include <map>
#include <mutex>
#include <string>

namespace mirrorlake::fakehub {

class CdnFace
{
public:
    explicit CdnFace(const Options &options) : m_options(options) {}

    /// Path and query under which this file can be had for a while.
    std::string sign(const Repo &repo, const ContentPtr &content, std::string_view fileName);
    /// The same under a path of the caller's; etag without quotes.
    std::string sign(const std::string &path, ContentPtr content, std::string_view etag, std::string_view fileName);
    /// All URLs given so far answer 403 from now on.
    void expireSignatures();
    Reply answer(const HttpRequest &request);

private:
    struct Held
    {
        ContentPtr content;
        std::string etag;
    };
    std::string signature(std::string_view path, std::string_view expires, int epoch) const;

    const Options m_options;
    std::mutex m_mutex;
    std::map<std::string, Held> m_held; ///< by path
    int m_epoch = 0;
};

} // namespace mirrorlake::fakehub
