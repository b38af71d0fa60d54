#include "settings/accessfields.h"

#include "base/text.h"

#include <QtCore/qglobal.h>

#include <algorithm>
#include <array>

namespace mirrorlake::settings {

namespace {

constexpr std::int64_t second = 1000; // in milliseconds
constexpr std::int64_t hour = 3600 * second;
constexpr std::int64_t day = 24 * hour;

/// The id of a repo, with '*' for any characters.
Result<std::string> checkedRepoPattern(std::string_view text)
{
    const bool isId = !text.empty() && text.size() <= 200 && std::ranges::count(text, '/') <= 1 &&
                      std::ranges::all_of(text, [](char c) {
                          return isAlphaNumeric(c) || c == '/' || c == '-' || c == '_' || c == '.' || c == '*';
                      });
    if (!isId)
        return fail(ErrorCode::BadConfiguration,
                    "'" + std::string(text) + "' is not the id of a repository, such as org/name or org/*");
    return std::string(text);
}

const std::array table{
    Field{.key = "access.allowed_for",
          .member = [](Settings &s) -> Member { return &s.access.allowedFor; },
          .range = {0, day},
          .label = QT_TRANSLATE_NOOP("Settings", "Rights are believed for"),
          .help = QT_TRANSLATE_NOOP("Settings", "How long a caller whom the upstream let read a gated or private "
                                                "repository may do so without being asked about again.")},
    Field{.key = "access.refused_for",
          .member = [](Settings &s) -> Member { return &s.access.refusedFor; },
          .range = {0, hour},
          .label = QT_TRANSLATE_NOOP("Settings", "Refusals are believed for"),
          .help = QT_TRANSLATE_NOOP("Settings", "How long a caller whom the upstream refused is refused without asking "
                                                "again.")},
    Field{.key = "access.offline_for",
          .member = [](Settings &s) -> Member { return &s.access.offlineFor; },
          .range = {0, 90 * day},
          .label = QT_TRANSLATE_NOOP("Settings", "Rights without upstream"),
          .help = QT_TRANSLATE_NOOP("Settings",
                                    "How long a right goes on while the upstream cannot be reached to ask again.")},
    Field{.key = "access.lend_token_for",
          .member = [](Settings &s) -> Member { return &s.access.lendTokenFor; },
          .check = checkedRepoPattern,
          .mayBeEmpty = true,
          .label = QT_TRANSLATE_NOOP("Settings", "Lend the upstream token for"),
          .help = QT_TRANSLATE_NOOP(
              "Settings", "Gated or private repositories that everyone who reaches this mirror may read by its own "
                          "upstream token, such as org/name or org/*. Empty: callers need a right of their own.")},
};

} // namespace

std::span<const Field> accessFields()
{
    return table;
}

} // namespace mirrorlake::settings
