// Answers of upstream that are about no one repo, passed on as they came: each kept in memory for a short while for the
// one who asked, and for all who ask without a token together, so that nothing that depends on the caller is ever
// shared. What browsing needs is also kept on disk when it was given without a token, and served when upstream fails.
// Bounded in size. Thread: find() on I/O threads, learn functions on learners.
#pragma once

#include "base/clock.h"
#include "catalog/catalog.h"
#include "mirror/ask.h"

#include <chrono>
#include <list>
#include <map>
#include <mutex>

namespace mirrorlake::mirror {

/// A whole answer, whatever its status below 500.
struct PassedAnswer
{
    int status = 200;
    std::int64_t fetchedAt = 0; ///< unix seconds
    catalog::Document document; ///< contentType is empty for what is no success
    std::string errorCode{};
    std::string errorMessage{};
};

struct PassQuestion
{
    std::string target; ///< path and canonical query
    std::chrono::seconds ttl{60};
    bool isSameForAll = false; ///< asked without anybody's token
    bool isKept = false;       ///< also on disk
};

class PassedAnswers
{
public:
    using Pointer = std::shared_ptr<const PassedAnswer>;

    /// hub may be another one than that of the rest: the data viewer's.
    PassedAnswers(catalog::Catalog &catalog, upstream::Hub &hub, const Clock &clock)
        : m_catalog(catalog), m_hub(hub), m_clock(clock)
    {}

    Known<Pointer> find(const PassQuestion &question, Ask &ask);
    /// An answer made here is kept like one of upstream, for those who ask with the same rights. Thread: any.
    void put(const std::string &key, Pointer answer);
    Pointer inMemory(const std::string &key);
    static std::string keyOf(const PassQuestion &question, const Caller &caller);

private:
    bool isFresh(const PassQuestion &question, const PassedAnswer &answer) const;
    bool isOldEnough(const PassedAnswer &answer) const;
    Result<void> learn(const PassQuestion &question, const Caller &caller, bool allowsStale);
    Result<PassedAnswer> askUpstream(const PassQuestion &question, const Caller &caller, const catalog::Document *kept);

    catalog::Catalog &m_catalog;
    upstream::Hub &m_hub;
    const Clock &m_clock;
    struct Held
    {
        std::string key;
        Pointer answer;
        std::size_t cost = 0;
    };
    std::mutex m_mutex;
    std::list<Held> m_held; ///< the last used first
    std::map<std::string, std::list<Held>::iterator> m_places;
    std::size_t m_cost = 0;
};

} // namespace mirrorlake::mirror
