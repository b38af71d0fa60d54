// What closing the window and quitting mean: by the settings, by what runs, and by whether there is a tray to find the
// program in. Asks where something would be cut off. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "ui/context.h"
#include "ui/shell/banner.h"

#include <QObject>
#include <QPointer>

#include <optional>

namespace mirrorlake::ui {

class CloseQuestion;

class Closing final : public QObject
{
    Q_OBJECT

public:
    enum class Answer
    {
        End,
        Hide,
        Stay ///< and perhaps a question was asked
    };

    Closing(const Context &context, QWidget *window);

    void setHasTray(bool hasTray) { m_hasTray = hasTray; }
    /// The mirror is elsewhere: it goes on without this window.
    void setRemote(bool isRemote) { m_isRemote = isRemote; }
    /// The window was told to close.
    Answer answer();
    /// Ends the program, and asks before while clients download.
    void quit();
    /// Ends when the last client has finished, if that was chosen.
    void follow(const control::Snapshot &snapshot);
    bool isWaiting() const { return m_isWaiting; }
    bool isEnding() const { return m_isEnding; }
    /// While it waits.
    std::optional<Banner> banner(const control::Snapshot &snapshot);

signals:
    void endWanted();  ///< the window may close now
    void hideWanted(); ///< into the tray
    void changed();    ///< of the banner

private:
    void ask(bool canKeep);
    void end();

    const Context m_context;
    QWidget *m_window;
    QPointer<CloseQuestion> m_question;
    bool m_hasTray = false;
    bool m_isRemote = false;
    bool m_isWaiting = false;
    bool m_isEnding = false;
};

} // namespace mirrorlake::ui
