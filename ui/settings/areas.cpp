#include "ui/settings/areas.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

struct Room
{
    const char *icon;
    const char *name;
    std::array<std::string_view, 3> prefixes; ///< of keys; the longest that fits wins
};

constexpr const char *context = "SettingsArea";

constexpr std::array rooms{
    Room{"network", QT_TRANSLATE_NOOP("SettingsArea", "Server and network"), {"server.", "xet.", "access."}},
    Room{"upstream", QT_TRANSLATE_NOOP("SettingsArea", "Upstreams and proxy"), {"upstream."}},
    Room{"disk", QT_TRANSLATE_NOOP("SettingsArea", "Cache and eviction"), {"store.", "eviction.", "verify."}},
    Room{"limit", QT_TRANSLATE_NOOP("SettingsArea", "Limits and schedule"), {"limits.", "clients."}},
    Room{"downloads", QT_TRANSLATE_NOOP("SettingsArea", "Downloads"), {"preload.", "fill."}},
    Room{"look", QT_TRANSLATE_NOOP("SettingsArea", "Look and language"), {"look."}},
    Room{"info",
         QT_TRANSLATE_NOOP("SettingsArea", "Tray and notices"),
         {"look.closing", "look.start_hidden", "notify."}},
    Room{"log", QT_TRANSLATE_NOOP("SettingsArea", "Log and privacy"), {"log.", "meter."}},
    Room{"command", QT_TRANSLATE_NOOP("SettingsArea", "Advanced"), {}},
};

std::size_t roomOf(const settings::Field &field)
{
    std::size_t room = rooms.size() - 1;
    std::size_t longest = 0;
    for (std::size_t i = 0; i < rooms.size(); ++i) {
        for (const std::string_view prefix : rooms[i].prefixes) {
            if (prefix.size() > longest && field.key.starts_with(prefix)) {
                longest = prefix.size();
                room = i;
            }
        }
    }
    return room;
}

bool isLetterOfAWord(QChar letter)
{
    return letter.isLetterOrNumber() && letter.script() != QChar::Script_Han;
}

/// "port" begins no word of "important".
bool beginsAWord(const QString &text, const QString &word)
{
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        if (at == 0 || !isLetterOfAWord(text.at(at)) || !isLetterOfAWord(text.at(at - 1)))
            return true;
    }
    return false;
}

} // namespace

std::vector<SettingsArea> settingsAreas()
{
    std::vector<SettingsArea> areas;
    for (const Room &room : rooms)
        areas.push_back({QString::fromLatin1(room.icon), QCoreApplication::translate(context, room.name), {}});
    for (const settings::Field &field : settings::fields())
        areas[roomOf(field)].fields.push_back(&field);
    std::erase_if(areas, [](const SettingsArea &area) { return area.fields.empty(); });
    return areas;
}

QString labelOf(const settings::Field &field)
{
    return QCoreApplication::translate("Settings", field.label);
}

QString helpOf(const settings::Field &field)
{
    return QCoreApplication::translate("Settings", field.help);
}

bool isAbout(const settings::Field &field, const QString &words)
{
    const QStringList texts{QString::fromUtf8(field.key.data(), qsizetype(field.key.size())), labelOf(field),
                            helpOf(field), QString::fromUtf8(field.label), QString::fromUtf8(field.help)};
    const QString all = texts.join(u'\n');
    return std::ranges::all_of(words.split(u' ', Qt::SkipEmptyParts),
                               [&](const QString &word) { return beginsAWord(all, word); });
}

} // namespace mirrorlake::ui
