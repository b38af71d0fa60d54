#include "settings/preloadfields.h"

#include "base/schedule.h"

#include <QtCore/qglobal.h>

#include <array>

namespace mirrorlake::settings {

namespace {

constexpr std::int64_t minute = 60 * 1000; // in milliseconds
constexpr std::int64_t day = 24 * 60 * minute;

Result<std::string> checkedSchedule(std::string_view text)
{
    const auto schedule = Schedule::parse(text);
    if (!schedule)
        return fail(ErrorCode::BadConfiguration, "'" + std::string(text) + "': " + schedule.error().message);
    return schedule->text();
}

const std::array table{
    Field{.key = "preload.jobs",
          .member = [](Settings &s) -> Member { return &s.preload.jobs; },
          .range = {1, 64},
          .unit = QT_TRANSLATE_NOOP("Settings", "downloads"),
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Pre-downloads at once"),
          .help = QT_TRANSLATE_NOOP("Settings", "How many pre-downloads run at the same time.")},
    Field{.key = "preload.files",
          .member = [](Settings &s) -> Member { return &s.preload.files; },
          .range = {1, 64},
          .unit = QT_TRANSLATE_NOOP("Settings", "files"),
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Files at once"),
          .help = QT_TRANSLATE_NOOP("Settings", "How many files of one pre-download are fetched at the same time.")},
    Field{.key = "preload.schedule",
          .member = [](Settings &s) -> Member { return &s.preload.schedule; },
          .check = checkedSchedule,
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Pre-download hours"),
          .help = QT_TRANSLATE_NOOP("Settings", "When pre-downloads without hours of their own run, such as "
                                                "22:00-06:00. Empty: always.")},
    Field{.key = "preload.update_interval",
          .member = [](Settings &s) -> Member { return &s.preload.updateInterval; },
          .range = {minute, 30 * day},
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Look for updates every"),
          .help = QT_TRANSLATE_NOOP("Settings", "How often a pre-download that is kept current asks for a newer "
                                                "commit.")},
    Field{.key = "preload.predict",
          .member = [](Settings &s) -> Member { return &s.preload.predict; },
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Guess what comes next"),
          .help = QT_TRANSLATE_NOOP("Settings", "When a client takes the config.json of a model, its index, tokenizer "
                                                "and first weights are fetched ahead.")},
};

} // namespace

std::span<const Field> preloadFields()
{
    return table;
}

} // namespace mirrorlake::settings
