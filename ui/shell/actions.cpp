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
    : QObject(parent), m_theme(theme), startOrStop(make(QKeySequence(u"Ctrl+R"_s))),
      copyAddress(make(QKeySequence(u"Ctrl+Shift+C"_s))), clientSetup(make({})), changeAddress(make({})), pages{},
      log(make(QKeySequence(u"Ctrl+L"_s))), settings(make(QKeySequence(u"Ctrl+,"_s))),
      nextPane(make(QKeySequence(u"F6"_s))), previousPane(make(QKeySequence(u"Shift+F6"_s))),
      refresh(make(QKeySequence(u"F5"_s))), menu(make(QKeySequence(u"F10"_s))), help(make(QKeySequence(u"F1"_s))),
      close(make(QKeySequence(u"Ctrl+W"_s))), quit(make(QKeySequence(u"Ctrl+Q"_s))),
      languages(makeChoices({u"system"_s, u"en"_s, u"zh_CN"_s})),
      looks(makeChoices({u"system"_s, u"light"_s, u"dark"_s}))
{
    for (int i = 0; i < pageCount; ++i)
        pages[std::size_t(i)] = make(QKeySequence(u"Ctrl+%1"_s.arg(i + 1)));
    copyAddress->setIcon(m_theme.icon(u"copy"_s));
    clientSetup->setIcon(m_theme.icon(u"command"_s));
    changeAddress->setIcon(m_theme.icon(u"network"_s));
    quit->setMenuRole(QAction::QuitRole);
    settings->setMenuRole(QAction::PreferencesRole);
    retranslate();
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
    for (int i = 0; i < pageCount; ++i)
        pages[std::size_t(i)]->setText(titleOf(PageId(i)));
    log->setText(tr("Open the log"));
    settings->setText(tr("Open the settings"));
    nextPane->setText(tr("Next pane"));
    previousPane->setText(tr("Previous pane"));
    refresh->setText(tr("Refresh"));
    menu->setText(tr("Menu"));
    help->setText(tr("Keys…"));
    close->setText(tr("Close the window"));
    quit->setText(tr("Quit"));
    const QStringList languageNames{tr("As the system"), u"English"_s, u"简体中文"_s};
    const QStringList lookNames{tr("As the system"), tr("Light"), tr("Dark")};
    for (int i = 0; i < 3; ++i) {
        languages->actions().at(i)->setText(languageNames.at(i));
        looks->actions().at(i)->setText(lookNames.at(i));
    }
    showServing();
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

QAction *Actions::make(const QKeySequence &key)
{
    auto *action = new QAction(this);
    action->setShortcut(key);
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
