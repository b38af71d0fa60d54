// What a look at a mirror and its surroundings finds: each thing green, amber or red, with what was seen and the next
// step. The sentences stand in one table, so that a window can show them in its own language. Plain values; the service
// answers once, on any thread.
#pragma once

#include "base/error.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::control {

enum class Health
{
    Green,
    Amber,  ///< works, but not well, or not for all
    Red,    ///< does not work
    Skipped ///< was not looked at, with the reason
};

/// "green", "amber", "red", "skipped".
std::string_view nameOf(Health health);

/// One row of the table of all that can be found.
struct FindingRow
{
    std::string_view code;  ///< stable: "dns-unknown"
    std::string_view check; ///< "settings", "dns", "proxy", "tls", "routes", "token", "clock", "disk", "space", "port",
                            ///< "lan" or "client"
    Health health = Health::Green;
    const char *seen = ""; ///< source text in the translation context "Checkup"; %1, %2 … are the finding's words
    const char *next = ""; ///< the next step, or empty
};

std::span<const FindingRow> findingRows();
/// The row of this code, or nullptr.
const FindingRow *findingRow(std::string_view code);
/// What the checks are called, in the context "Checkup": "Names (DNS)".
const char *checkLabel(std::string_view check);

struct Finding
{
    std::string code;
    std::vector<std::string> words{}; ///< for %1, %2 …

    Health health() const;
    std::string check() const;
    std::string seen() const; ///< in English
    std::string next() const;
    bool operator==(const Finding &) const = default;
};

struct Checkup
{
    std::vector<Finding> findings; ///< in the order in which things stand on one another
    std::int64_t at = 0;           ///< unix seconds

    Health worst() const; ///< Green, Amber or Red
};

/// A text of the table with its words put in.
std::string withWords(std::string_view text, const std::vector<std::string> &words);

class CheckupService
{
public:
    virtual ~CheckupService() = default;
    /// Takes seconds. Errors: TooManyRequests while one is under way, Cancelled when the mirror stops.
    virtual void checkup(std::function<void(Result<Checkup>)> then) = 0;
};

} // namespace mirrorlake::control
