// The table of settings. One row says all there is to know of one member: its key, what it may hold, whether a running
// mirror must be started again, and the words that people see. Whatever reads, writes or shows settings walks fields().
// Pure.
#pragma once

#include "base/error.h"
#include "settings/settings.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mirrorlake::settings {

using Member = std::variant<std::string *, std::vector<std::string> *, bool *, int *, Bytes *, std::chrono::seconds *,
                            std::chrono::milliseconds *>;

enum class FieldKind
{
    Text,
    Choice,
    TextList,
    Switch,
    Number,
    Size,
    Duration
};

/// Least and most of a Number, a Size (bytes) or a Duration (milliseconds), both allowed.
struct FieldRange
{
    std::int64_t least = 0;
    std::int64_t most = 0;
};

struct Field
{
    std::string_view key; ///< "server.idle_timeout"; its part before the point is the area
    Member (*member)(Settings &) = nullptr;
    FieldRange range = {};
    std::string_view unit = {};                     ///< of a Number, in the plural: "threads"
    std::span<const std::string_view> choices = {}; ///< all that a Text may be; empty: anything that check takes
    Result<std::string> (*check)(std::string_view) = nullptr; ///< of a Text or one item of a list; gives its tidy form
    bool needsRestart = true;                                 ///< of a serving mirror
    bool mayBeEmpty = false;                                  ///< of a list
    /// Of a text that holds a secret: what is shown of it, or of one item, in its place. It is never quoted in an
    /// error.
    std::string (*masked)(std::string_view) = nullptr;
    const char *label = ""; ///< source texts in the translation context "Settings"
    const char *help = "";
    std::span<const std::string_view> oldKeys = {}; ///< names it had in earlier versions; still read, never written
};

/// All rows, those of one area side by side.
std::span<const Field> fields();

FieldKind kindOf(const Field &field);
/// What the field may hold, for an error: "a whole number from 1 to 64", "one of text, json".
std::string allowedText(const Field &field);

/// The row with this key or old key in a table, or nullptr.
const Field *findField(std::string_view key, std::span<const Field> table = fields());
/// The key that looks most like this one; for "did you mean".
std::string_view nearestKey(std::string_view key);
/// BadConfiguration that names an unknown key and the nearest known one.
Error unknownKey(std::string_view key);

} // namespace mirrorlake::settings
