#include "ui/shell/actions.h"

#include "ui/theme/theme.h"

#include <QCoreApplication>

#include <optional>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr std::array pageKeys{"overview", "models", "downloads", "clients", "traffic", "log", "settings"};
static_assert(pageKeys.size() == pageCount);

} // namespace

QString keyOf(PageId page)
{
    return QString::fromLatin1(pageKeys[std::size_t(page)]);
}

std::optional<PageId> pageFrom(const QString &key)
{
    for (int i = 0; i < pageCount; ++i) {
        if (keyOf(PageId(i)) == key)
            return PageId(i);
    }
    return std::nullopt;
}

QString titleOf(PageId page)
{
    switch (page) {
    case PageId::Overview:
        return QCoreApplication::translate("Page", "Overview");
    case PageId::Models:
        return QCoreApplication::translate("Page", "Models");
    case PageId::Downloads:
        return QCoreApplication::translate("Page", "Downloads");
    case PageId::Clients:
        return QCoreApplication::translate("Page", "Clients");
    case PageId::Traffic:
        return QCoreApplication::translate("Page", "Traffic");
    case PageId::Log:
        return QCoreApplication::translate("Page", "Log");
    case PageId::Settings:
        return QCoreApplication::translate("Page", "Settings");
    }
    return {};
}

Actions::Actions(const Theme &theme, QObject *parent)
    : QObject(parent), m_theme(theme), startOrStop(make("Ctrl+R")), copyAddress(make("Ctrl+Shift+C")),
      clientSetup(make()), changeAddress(make()), offline(make("Ctrl+Shift+O")), health(make("Ctrl+Shift+H")),
      add(make("Ctrl+N")), paste(make("Ctrl+V")), pauseAll(make("Ctrl+Shift+P")), importCache(make()), trash(make()), pages{},
      log(make("Ctrl+L")), settings(make("Ctrl+,")), nextPane(make("F6")), previousPane(make("Shift+F6")),
      refresh(make("F5")), menu(make("F10")), guide(make()), help(make("F1")), wizard(make()), moveCache(make()),
      resetLayout(make()), diagnostics(make()), about(make()), open(make()), close(make("Ctrl+W")),
      quit(make("Ctrl+Q")), languages(makeChoices({u"system"_s, u"en"_s, u"zh_CN"_s})),
      looks(makeChoices({u"system"_s, u"light"_s, u"dark"_s}))
{
    for (int i = 0; i < pageCount; ++i)
        pages[std::size_t(i)] = make(("Ctrl+" + std::to_string(i + 1)).c_str());
    makeVerbs();
    const std::pair<QAction *, QString> icons[] = {{copyAddress, u"copy"_s},
                                                   {clientSetup, u"command"_s},
                                                   {changeAddress, u"network"_s},
                                                   {offline, u"offline"_s},
                                                   {health, u"health"_s},
                                                   {add, u"add"_s},
                                                   {pauseAll, u"pause"_s},
                                                   {importCache, u"folder"_s},
                                                   {trash, u"delete"_s},
                                                   {open, u"overview"_s},
                                                   {verb(PageVerb::Rename), u"edit"_s},
                                                   {verb(PageVerb::Remove), u"close"_s},
                                                   {verb(PageVerb::DeleteFiles), u"delete"_s},
                                                   {verb(PageVerb::Pin), u"pin"_s}};
    for (const auto &[action, icon] : icons)
        action->setIcon(m_theme.icon(icon));
    offline->setCheckable(true);
    quit->setMenuRole(QAction::QuitRole);
    settings->setMenuRole(QAction::PreferencesRole);
    about->setMenuRole(QAction::AboutRole);
    retranslate();
}

void Actions::makeVerbs()
{
    constexpr std::array<const char *, pageVerbCount> keys{"Ctrl+F",   "Esc",       "Ctrl+I",   "Space",
                                                           "Alt+Home", "Alt+Up",    "Alt+Down", "Alt+End",
                                                           "Del",      "Shift+Del", "F2",       "Ctrl+P"};
    for (int i = 0; i < pageVerbCount; ++i) {
        m_verbs[std::size_t(i)] = make(keys[std::size_t(i)]);
        if (i > int(PageVerb::Details))
            m_verbs[std::size_t(i)]->setShortcutContext(Qt::WidgetShortcut);
    }
}

QList<QAction *> Actions::all() const
{
    return m_all;
}

void Actions::retranslate()
{
    copyAddress->setText(tr("Copy the address"));
    clientSetup->setText(tr("Client setup…"));
    changeAddress->setText(tr("Change the address…"));
    offline->setText(tr("Offline mode"));
    health->setText(tr("Health check"));
    add->setText(tr("Add download…"));
    paste->setText(tr("Add what was copied"));
    pauseAll->setText(tr("Pause or resume all downloads"));
    importCache->setText(tr("Import a cache…"));
    trash->setText(tr("Trash…"));
    for (int i = 0; i < pageCount; ++i)
        pages[std::size_t(i)]->setText(titleOf(PageId(i)));
    log->setText(tr("Open the log"));
    settings->setText(tr("Open the settings"));
    nextPane->setText(tr("Next pane"));
    previousPane->setText(tr("Previous pane"));
    refresh->setText(tr("Refresh"));
    menu->setText(tr("Menu"));
    guide->setText(tr("User guide"));
    help->setText(tr("Keys…"));
    wizard->setText(tr("Set up Mirrorlake…"));
    moveCache->setText(tr("Move the cache…"));
    resetLayout->setText(tr("Reset layout"));
    diagnostics->setText(tr("Save diagnostics…"));
    about->setText(tr("About Mirrorlake"));
    open->setText(tr("Open Mirrorlake"));
    close->setText(tr("Close the window"));
    quit->setText(tr("Quit"));
    nameVerbs();
    const QStringList languageNames{tr("As the system"), u"English"_s, u"简体中文"_s};
    const QStringList lookNames{tr("As the system"), tr("Light"), tr("Dark")};
    for (int i = 0; i < 3; ++i) {
        languages->actions().at(i)->setText(languageNames.at(i));
        looks->actions().at(i)->setText(lookNames.at(i));
    }
    showServing();
}

void Actions::nameVerbs()
{
    const QStringList names{tr("Search or filter the page"),
                            tr("Clear the filter, close details"),
                            tr("Details on or off"),
                            tr("Pause or resume"),
                            tr("Move to the front"),
                            tr("Move up"),
                            tr("Move down"),
                            tr("Move to the end"),
                            tr("Remove from list"),
                            tr("Delete files…"),
                            tr("Rename"),
                            tr("Pin or unpin")};
    for (int i = 0; i < pageVerbCount; ++i)
        m_verbs[std::size_t(i)]->setText(names.at(i));
}

void Actions::setIsServing(bool isServing)
{
    if (m_isServing == isServing)
        return;
    m_isServing = isServing;
    showServing();
}

void Actions::showServing()
{
    startOrStop->setText(m_isServing ? tr("Stop the mirror") : tr("Start the mirror"));
    startOrStop->setIcon(m_theme.icon(m_isServing ? u"stop"_s : u"start"_s));
}

QAction *Actions::make(const char *key)
{
    auto *action = new QAction(this);
    action->setShortcut(QKeySequence(QString::fromLatin1(key)));
    m_all.append(action);
    return action;
}

QActionGroup *Actions::makeChoices(const QStringList &values)
{
    auto *group = new QActionGroup(this);
    for (const QString &value : values) {
        auto *action = new QAction(group);
        action->setCheckable(true);
        action->setData(value);
    }
    return group;
}

} // namespace mirrorlake::ui
