// What goes wrong on purpose. A rule says which requests it is for, how often, and what happens to them; rules are
// tried in the order in which they were added, and all that fit apply. The same fields are the JSON of /-/knobs.
// Thread: any.
#pragma once

#include "base/httpmessage.h"
#include "fakehub/barrier.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace mirrorlake::fakehub {

struct Rule
{
    // Which requests
    std::string listener = {}; ///< "hub", "cdn", or empty for both
    std::string method = {};   ///< "GET", …, or empty for all
    std::string match = {};    ///< a part of the raw request target; empty for all
    int skip = 0;              ///< this many fitting requests pass before it begins
    int times = -1;            ///< how many requests it is for; -1 for all that come

    // Instead of, or before, the answer
    int delayMs = 0;
    int hold = -1;       ///< barrier: until this many wait; 0 until released; -1 for none
    int status = 0;      ///< answered with this status in the Hub's (or the CDN's) form
    int retryAfter = 37; ///< seconds that a 429 names
    bool close = false;  ///< the connection is closed without a word
    bool html = false;   ///< 200 with a page of HTML
    bool redirectLoop = false;
    std::string location = {}; ///< 302 to here

    // Beside the answer
    std::string cookie = {}; ///< Set-Cookie
    int moreHeaders = 0;     ///< so many fields that mean nothing

    // On the way of a body. These are for files only, unless metadata is set, and count only bodies that they can
    // touch.
    bool metadata = false;
    std::int64_t bytesPerSecond = 0;    ///< for each connection
    std::int64_t cutAfter = -1;         ///< bytes of the body, then the connection ends
    bool reset = false;                 ///< a cut is a TCP reset
    std::int64_t stallAfter = -1;       ///< bytes of the body, then nothing for stallMs
    int stallMs = 0;                    ///< 0: until the client hangs up
    std::int64_t corruptAt = -1;        ///< offset in the file of a byte that is sent wrong
    std::int64_t wrongLength = 0;       ///< so many bytes more (zeros) or less, with a Content-Length to match
    std::int64_t contentRangeShift = 0; ///< Content-Range names other bytes than those sent
    bool ignoreRange = false;           ///< 200 with the whole file
    bool gzip = false;                  ///< whole file, Content-Encoding: gzip, asked or not
    std::string etag = {};              ///< in place of the right one

    bool touchesBody() const;
};

/// A key that is none of ours, or a value of a wrong type, is BadRequest.
Result<Rule> ruleFromJson(const nlohmann::json &json);

/// The body that is about to go out, as far as rules care.
struct BodyFacts
{
    bool isFile = false;
    ByteRange range;
};

class Knobs
{
public:
    int add(Rule rule);
    void remove(int id);
    void clear();

    /// Holds fitting requests until count of them wait (0: until released). Valid also after the rule is gone.
    std::shared_ptr<Barrier> hold(std::string match, int count, std::string listener = {});
    std::shared_ptr<Barrier> barrier(int id) const;

    struct Active
    {
        Rule rule;
        std::shared_ptr<Barrier> barrier;
    };
    /// Rules that are not about bodies and fit; each is counted as used.
    std::vector<Active> take(std::string_view listener, const HttpRequest &request);
    /// Rules about bodies that fit and can touch this one; each is counted as used.
    std::vector<Active> takeForBody(std::string_view listener, const HttpRequest &request, const BodyFacts &body);

    nlohmann::json describe() const;

private:
    struct Entry
    {
        int id = 0;
        Rule rule;
        std::shared_ptr<Barrier> barrier;
        int seen = 0; ///< fitting requests so far
    };
    static bool fits(const Rule &rule, std::string_view listener, const HttpRequest &request);
    static bool use(Entry &entry);

    mutable std::mutex m_mutex;
    std::vector<Entry> m_entries;
    int m_next = 1;
};

} // namespace mirrorlake::fakehub
