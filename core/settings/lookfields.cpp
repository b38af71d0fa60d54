#include "settings/lookfields.h"

#include <QtCore/qglobal.h>

#include <array>

namespace mirrorlake::settings {

namespace {

constexpr std::array<std::string_view, 3> themes{"system", "light", "dark"};
constexpr std::array<std::string_view, 3> languages{"system", "en", "zh_CN"};
constexpr std::array<std::string_view, 3> closings{"keep", "ask", "quit"};

const std::array table{
    Field{.key = "look.theme",
          .member = [](Settings &s) -> Member { return &s.look.theme; },
          .choices = themes,
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Theme"),
          .help = QT_TRANSLATE_NOOP("Settings", "Colours of the window.")},
    Field{.key = "look.language",
          .member = [](Settings &s) -> Member { return &s.look.language; },
          .choices = languages,
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Language"),
          .help = QT_TRANSLATE_NOOP("Settings", "Language of the window.")},
    Field{.key = "look.closing",
          .member = [](Settings &s) -> Member { return &s.look.closing; },
          .choices = closings,
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Closing the window"),
          .help = QT_TRANSLATE_NOOP("Settings",
                                    "Keep serving in the tray, ask each time, or quit. Without a tray the window asks "
                                    "while the mirror serves, and is never hidden.")},
    Field{.key = "look.start_hidden",
          .member = [](Settings &s) -> Member { return &s.look.startHidden; },
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "Start hidden"),
          .help = QT_TRANSLATE_NOOP("Settings", "Begin in the tray, without a window. Without a tray it is shown.")},
    Field{.key = "notify.done",
          .member = [](Settings &s) -> Member { return &s.notify.done; },
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "When a download is done"),
          .help = QT_TRANSLATE_NOOP("Settings", "Tell the desktop of pre-downloads that are complete and verified.")},
    Field{.key = "notify.failed",
          .member = [](Settings &s) -> Member { return &s.notify.failed; },
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "When a download failed"),
          .help = QT_TRANSLATE_NOOP("Settings", "Tell the desktop of pre-downloads that failed, and why.")},
    Field{.key = "notify.disk_full",
          .member = [](Settings &s) -> Member { return &s.notify.diskFull; },
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "When the disk is full"),
          .help = QT_TRANSLATE_NOOP("Settings", "Tell the desktop when downloads wait for room on the disk.")},
    Field{.key = "notify.upstream_gone",
          .member = [](Settings &s) -> Member { return &s.notify.upstreamGone; },
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "When the upstream is gone"),
          .help = QT_TRANSLATE_NOOP("Settings", "Tell the desktop when no upstream answers, and when one does again.")},
    Field{.key = "notify.new_client",
          .member = [](Settings &s) -> Member { return &s.notify.newClient; },
          .needsRestart = false,
          .label = QT_TRANSLATE_NOOP("Settings", "When a new client comes"),
          .help = QT_TRANSLATE_NOOP("Settings", "Tell the desktop of clients that were never seen before.")},
};

} // namespace

std::span<const Field> lookFields()
{
    return table;
}

} // namespace mirrorlake::settings
