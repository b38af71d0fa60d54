// Every action of the window, once: menu, buttons, context menus, tray and keys share these. What an action does is
// connected by whoever can do it. Thread: GUI.
#pragma once

#include "ui/shell/page.h"

#include <QAction>
#include <QActionGroup>

#include <array>
#include <optional>

namespace mirrorlake::ui {

class Theme;

/// The pages in the order of the sidebar and of Ctrl+1…7.
enum class PageId
{
    Overview,
    Models,
    Downloads,
    Clients,
    Traffic,
    Log,
    Settings
};
constexpr int pageCount = 7;

/// "overview", "models"…: for --page and the icons.
QString keyOf(PageId page);
/// Nothing for an unknown name.
std::optional<PageId> pageFrom(const QString &key);

class Actions final : public QObject
{
    Q_OBJECT

    const Theme &m_theme;
    QList<QAction *> m_all; // depends on: nothing; the actions below enter themselves here
    bool m_isServing = false;

public:
    explicit Actions(const Theme &theme, QObject *parent = nullptr);

    QAction *startOrStop;
    QAction *copyAddress;
    QAction *clientSetup;
    QAction *changeAddress;
    QAction *offline; ///< checkable
    QAction *health;
    QAction *add;
    QAction *paste;
    QAction *pauseAll;
    QAction *importCache;
    QAction *trash;
    std::array<QAction *, pageCount> pages;
    QAction *log;
    QAction *settings;
    QAction *nextPane;
    QAction *previousPane;
    QAction *refresh;
    QAction *menu;
    QAction *guide;
    QAction *help;
    QAction *wizard;
    QAction *moveCache; ///< hidden for a mirror elsewhere
    QAction *resetLayout;
    QAction *diagnostics;
    QAction *about;
    QAction *open; ///< the window
    QAction *close;
    QAction *quit;
    QActionGroup *languages; ///< data: "system", "en", "zh_CN"
    QActionGroup *looks;     ///< data: "system", "light", "dark"

    /// What the present page makes of it. The keys of those for rows of a list hold in lists that were given them.
    QAction *verb(PageVerb verb) const { return m_verbs[std::size_t(verb)]; }
    const std::array<QAction *, pageVerbCount> &verbs() const { return m_verbs; }

    /// All of them, for the window and the help table.
    QList<QAction *> all() const;
    void retranslate();
    /// The words of startOrStop.
    void setIsServing(bool isServing);
    /// Opens the settings at the one with this key.
    void openSetting(const QString &key) { emit settingWanted(key); }

signals:
    void settingWanted(const QString &key);

private:
    void makeVerbs();
    void nameVerbs();
    void showServing();
    QAction *make(const char *key = "");
    QActionGroup *makeChoices(const QStringList &values);

    std::array<QAction *, pageVerbCount> m_verbs{};
};

/// The page's name in the present language.
QString titleOf(PageId page);

} // namespace mirrorlake::ui
