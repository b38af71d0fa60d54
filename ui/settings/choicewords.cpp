#include "ui/settings/choicewords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace mirrorlake::ui {

namespace {

struct Words
{
    std::string_view key;
    std::string_view value;
    const char *text;
};

constexpr std::array table{
    Words{"upstream.rule", "order", QT_TRANSLATE_NOOP("SettingsChoice", "The first in order that works")},
    Words{"upstream.rule", "fastest", QT_TRANSLATE_NOOP("SettingsChoice", "The fastest")},
    Words{"upstream.rule", "switch-when-slow", QT_TRANSLATE_NOOP("SettingsChoice", "The first, unless it is slow")},
    Words{"fill.without_readers", "go-on", QT_TRANSLATE_NOOP("SettingsChoice", "Go on")},
    Words{"fill.without_readers", "worthwhile",
          QT_TRANSLATE_NOOP("SettingsChoice", "Go on if half is here or it is small")},
    Words{"fill.without_readers", "pause", QT_TRANSLATE_NOOP("SettingsChoice", "Pause")},
    Words{"fill.without_readers", "stop", QT_TRANSLATE_NOOP("SettingsChoice", "Stop and delete what came")},
    Words{"xet.serve", "auto", QT_TRANSLATE_NOOP("SettingsChoice", "To whom it helps")},
    Words{"xet.serve", "on", QT_TRANSLATE_NOOP("SettingsChoice", "To everyone")},
    Words{"xet.serve", "off", QT_TRANSLATE_NOOP("SettingsChoice", "To nobody")},
    Words{"log.level", "trace", QT_TRANSLATE_NOOP("SettingsChoice", "Everything")},
    Words{"log.level", "debug", QT_TRANSLATE_NOOP("SettingsChoice", "Debug")},
    Words{"log.level", "info", QT_TRANSLATE_NOOP("SettingsChoice", "Info")},
    Words{"log.level", "warning", QT_TRANSLATE_NOOP("SettingsChoice", "Warning")},
    Words{"log.level", "error", QT_TRANSLATE_NOOP("SettingsChoice", "Error")},
    Words{"log.level", "off", QT_TRANSLATE_NOOP("SettingsChoice", "Nothing")},
    Words{"log.format", "text", QT_TRANSLATE_NOOP("SettingsChoice", "Text")},
    Words{"log.format", "json", "JSON"},
    Words{"look.theme", "system", QT_TRANSLATE_NOOP("SettingsChoice", "As the system")},
    Words{"look.theme", "light", QT_TRANSLATE_NOOP("SettingsChoice", "Light")},
    Words{"look.theme", "dark", QT_TRANSLATE_NOOP("SettingsChoice", "Dark")},
    Words{"look.language", "system", QT_TRANSLATE_NOOP("SettingsChoice", "As the system")},
    Words{"look.language", "en", "English"},
    Words{"look.language", "zh_CN", "简体中文"},
    Words{"look.closing", "keep", QT_TRANSLATE_NOOP("SettingsChoice", "Serve on in the tray")},
    Words{"look.closing", "ask", QT_TRANSLATE_NOOP("SettingsChoice", "Ask each time")},
    Words{"look.closing", "quit", QT_TRANSLATE_NOOP("SettingsChoice", "Quit")},
    Words{"eviction.policy", "lru", QT_TRANSLATE_NOOP("SettingsChoice", "Least recently used")},
    Words{"eviction.policy", "lfu", QT_TRANSLATE_NOOP("SettingsChoice", "Least often used")},
    Words{"eviction.policy", "fifo", QT_TRANSLATE_NOOP("SettingsChoice", "First come")},
    Words{"eviction.policy", "large-first", QT_TRANSLATE_NOOP("SettingsChoice", "The largest")},
    Words{"eviction.policy", "gdsf", QT_TRANSLATE_NOOP("SettingsChoice", "By use, size and age")},
    Words{"eviction.unit", "files", QT_TRANSLATE_NOOP("SettingsChoice", "Single files")},
    Words{"eviction.unit", "snapshots", QT_TRANSLATE_NOOP("SettingsChoice", "Whole snapshots")},
};

} // namespace

QString choiceText(const settings::Field &field, std::string_view value)
{
    const auto found =
        std::ranges::find_if(table, [&](const Words &words) { return words.key == field.key && words.value == value; });
    if (found == table.end())
        return QString::fromUtf8(value.data(), qsizetype(value.size()));
    return QCoreApplication::translate("SettingsChoice", found->text);
}

} // namespace mirrorlake::ui
