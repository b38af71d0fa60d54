#include "settings/verifyfields.h"

#include "settings/limitchecks.h"

#include <QtCore/qglobal.h>

#include <array>

namespace mirrorlake::settings {

namespace {

constexpr std::int64_t tebibyte = std::int64_t(1) << 40;

const std::array table{
    Field{.key = "verify.limit",
          .member = [](Settings &s) -> Member { return &s.verify.limit; },
          .range = {0, tebibyte},
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Reading speed"),
          .help = QT_TRANSLATE_NOOP("Settings", "Bytes a second that are read from the disk when files are compared "
                                                "with their hashes. 0: no limit.")},
    Field{.key = "verify.nightly_at",
          .member = [](Settings &s) -> Member { return &s.verify.nightlyAt; },
          .check = checkedTimeOfDay,
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Nightly check at"),
          .help = QT_TRANSLATE_NOOP("Settings",
                                    "When some files are compared with their hashes each day and what is damaged is "
                                    "fetched again, such as 03:30. Empty: never.")},
    Field{.key = "verify.nightly_files",
          .member = [](Settings &s) -> Member { return &s.verify.nightlyFiles; },
          .range = {1, 1'000'000},
          .unit = QT_TRANSLATE_NOOP("Settings", "files"),
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Files of a nightly check"),
          .help = QT_TRANSLATE_NOOP("Settings", "How many files are chosen by chance for it.")},
};

} // namespace

std::span<const Field> verifyFields()
{
    return table;
}

} // namespace mirrorlake::settings
