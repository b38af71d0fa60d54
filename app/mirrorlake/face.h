// What is seen: the window over the mirror that is shown now, and the desktop around it. Both are made anew when
// another mirror is shown, so that nothing of the one before is left in them. Thread: GUI.
#pragma once

#include "ui/desktop/desktop.h"
#include "ui/remote/mirrorbook.h"
#include "ui/remote/switchedcontrol.h"
#include "ui/shell/mainwindow.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace mirrorlake::app {

class Face final : public QObject
{
public:
    /// Borrowed; they outlive it.
    struct Parts
    {
        control::Control &own; ///< the mirror of this PC
        ui::Theme &theme;
        ui::Language &language;
        const Clock &clock;
        QString dataFolder;
        std::filesystem::path settingsFile;
    };

    explicit Face(Parts parts);
    ~Face() override;

    void begin(const ui::OpenRequest &request, bool isHidden) { m_desktop->begin(request, isHidden); }
    void open(const ui::OpenRequest &request) { m_desktop->open(request); }
    void refresh() { m_window->refresh(); }
    void openWizard() { m_window->dialogs().openWizard(); }
    bool hasTray() const { return m_desktop->tray() != nullptr; }
    /// Nobody has changed a setting yet, nor closed a window.
    bool isFirstRun() const;
    /// With what the program is to begin anew, with another data folder; nothing when it is to end.
    const std::optional<QStringList> &restart() const { return m_restart; }

private:
    QString stateFile() const { return m_parts.dataFolder + QStringLiteral("/window.ini"); }
    void build();
    void beginAnew(bool isToServe);
    void showMirror(const QString &url, const QString &token);

    const Parts m_parts;
    ui::TokenStore m_tokens;
    ui::MirrorBook m_book; // depends on: tokens
    ui::SwitchedControl m_control;
    std::unique_ptr<ui::MainWindow> m_window; // depends on: control, book
    std::unique_ptr<ui::Desktop> m_desktop;   // depends on: window
    std::optional<QStringList> m_restart;
};

} // namespace mirrorlake::app
