#include "face.h"

#include "base/log.h"
#include "control/remote/remotecontrol.h"
#include "datachoice.h"
#include "datamove.h"
#include "ui/desktop/tray.h"

#include <QApplication>
#include <QFile>

namespace mirrorlake::app {

Face::Face(Parts parts)
    : m_parts(std::move(parts)),
      m_tokens(m_parts.dataFolder + QStringLiteral("/mirrors.tokens"), ui::TokenStore::isKeychainThere()),
      m_book(stateFile(), m_tokens), m_control(m_parts.own)
{
    build();
    // A menu of the window brings us here, and the window goes.
    connect(&m_book, &ui::MirrorBook::wanted, this, &Face::showMirror, Qt::QueuedConnection);
}

Face::~Face() = default;

void Face::build()
{
    m_window = std::make_unique<ui::MainWindow>(m_control, m_parts.theme, m_parts.language, m_parts.clock);
    m_window->setRemote(m_control.isRemote());
    m_window->offerMirrors(m_book);
    m_window->rememberLayout(stateFile());
    m_window->dialogs().setFolderChange([this](const QString &folder, const std::vector<control::Assignment> &chosen) {
        const auto changed = chooseDataFolder(folder.toStdString(), m_parts.settingsFile).and_then([&] {
            return assignIn(folder.toStdString(), chosen);
        });
        if (!changed)
            log::error("app", "{}", changed.error().message);
        return changed.has_value();
    });
    if (!m_control.isRemote())
        m_window->dialogs().setFolderMover([this](const QString &to, const relocate::MoveWatch &watch) {
            return moveDataFolder(
                {m_parts.dataFolder.toStdString(), to.toStdString(), m_parts.own.settings().store.keepFree},
                m_parts.settingsFile, watch);
        });
    connect(&m_window->dialogs(), &ui::WindowDialogs::restartWanted, this, &Face::beginAnew);
    connect(m_window.get(), &ui::MainWindow::quitWanted, qApp, &QApplication::quit, Qt::QueuedConnection);
    m_desktop = std::make_unique<ui::Desktop>(*m_window, ui::Tray::isAvailable());
}

void Face::beginAnew(bool isToServe)
{
    m_restart = QStringList{QStringLiteral("--page"), QStringLiteral("overview")};
    if (isToServe)
        *m_restart << QStringLiteral("--start");
    QApplication::quit();
}

void Face::showMirror(const QString &url, const QString &token)
{
    m_window->saveLayout();
    m_desktop.reset();
    m_window.reset();
    std::unique_ptr<control::Control> remote;
    if (!url.isEmpty()) {
        control::RemoteControlOptions options;
        options.url = url.toStdString();
        options.token = token.toStdString();
        options.look = m_parts.own.settings().look;
        options.onChange = [this] {
            QMetaObject::invokeMethod(
                this, [this] { refresh(); }, Qt::QueuedConnection);
        };
        remote = std::make_unique<control::RemoteControl>(std::move(options));
    }
    m_control.show(std::move(remote));
    build();
    begin({}, false);
}

bool Face::isFirstRun() const
{
    std::error_code failure;
    return !std::filesystem::exists(m_parts.settingsFile, failure) && !QFile::exists(stateFile());
}

} // namespace mirrorlake::app
