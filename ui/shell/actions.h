// Every action of the window, once: menu, buttons and keys share these. What an action does is connected by whoever can
// do it. Thread: GUI.
#pragma once

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
    std::array<QAction *, pageCount> pages;
    QAction *log;
    QAction *settings;
    QAction *nextPane;
    QAction *previousPane;
    QAction *refresh;
    QAction *menu;
    QAction *help;
    QAction *close;
    QAction *quit;
    QActionGroup *languages; ///< data: "system", "en", "zh_CN"
    QActionGroup *looks;     ///< data: "system", "light", "dark"

    /// All of them, for the window and the help table.
    QList<QAction *> all() const;
    void retranslate();
    /// The words of startOrStop.
    void setIsServing(bool isServing);

private:
    void showServing();
    QAction *make(const QKeySequence &key);
    QActionGroup *makeChoices(const QStringList &values);
};

/// The page's name in the present language.
QString titleOf(PageId page);

} // namespace mirrorlake::ui
