#include "gui/screenshots/overlays.h"

#include "settings/transfer.h"
#include "ui/format/format.h"
#include "ui/models/searchpanel.h"
#include "ui/remote/connectdialog.h"
#include "ui/remote/mirrorbook.h"
#include "ui/remote/tokenstore.h"
#include "ui/settings/areas.h"
#include "ui/settings/importdialog.h"
#include "ui/shell/mainwindow.h"
#include "ui/wizard/setupwizard.h"

#include <QApplication>
#include <QComboBox>
#include <QEventLoop>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QTabBar>
#include <QTableView>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::test {

namespace {

QWidget *openByAction(ui::MainWindow &window, QAction *action, const QString &dialog)
{
    action->trigger();
    settle();
    return window.findChild<QWidget *>(dialog);
}

void press(const QWidget &within, const QString &name)
{
    if (auto *button = within.findChild<QAbstractButton *>(name))
        button->click();
    settle();
}

/// Free space is this machine's.
void tellRoom(const QWidget &dialog, const QString &label)
{
    const QString sentence =
        QCoreApplication::translate("mirrorlake::ui::FolderChooser", "%1 of %2 are free on this disk.");
    dialog.findChild<QLabel *>(label)->setText(sentence.arg(ui::Format::bytes(716e9), ui::Format::bytes(2e12)));
}

} // namespace

void settle()
{
    for (int i = 0; i < 4; ++i)
        QApplication::processEvents();
}

QWidget *openWizard(ui::MainWindow &window, int page)
{
    using Kind = ui::ListenChoice::Kind;
    const std::vector<ui::ListenChoice> choices{{Kind::OnlyThisPc, u"127.0.0.1"_s, {}},
                                                {Kind::EveryNetwork, u"0.0.0.0"_s, {}},
                                                {Kind::OneNetwork, u"192.168.1.20"_s, u"eth0"_s},
                                                {Kind::OneNetwork, u"10.8.0.6"_s, u"tun0"_s}};
    auto *wizard = new ui::SetupWizard(window.context(), choices, {}, &window);
    wizard->open();
    tellRoom(*wizard, u"wizardRoom"_s);
    const QList<QRadioButton *> who = wizard->findChild<QWidget *>(u"accessPage"_s)->findChildren<QRadioButton *>();
    who.at(2)->click();
    wizard->findChild<QListWidget *>(u"wizardSteps"_s)->setCurrentRow(page);
    settle();
    return wizard;
}

QWidget *openClientSetup(ui::MainWindow &window)
{
    return openByAction(window, window.context().actions.clientSetup, u"clientSetupDialog"_s);
}

QWidget *openListen(ui::MainWindow &window)
{
    press(window, u"chooseAddressButton"_s);
    return window.findChild<QWidget *>(u"listenDialog"_s);
}

QWidget *openClose(ui::MainWindow &window, bool hasTray)
{
    window.setHasTray(hasTray);
    window.close();
    return window.findChild<QWidget *>(u"closeQuestion"_s);
}

QWidget *openHealth(ui::MainWindow &window)
{
    return openByAction(window, window.context().actions.health, u"healthDialog"_s);
}

QWidget *openAbout(ui::MainWindow &window)
{
    return openByAction(window, window.context().actions.about, u"aboutDialog"_s);
}

QWidget *openTrash(ui::MainWindow &window)
{
    QWidget *dialog = openByAction(window, window.context().actions.trash, u"trashDialog"_s);
    dialog->findChild<QTableView *>(u"trashTable"_s)->selectRow(1);
    settle();
    return dialog;
}

QWidget *openGuide(ui::MainWindow &window)
{
    return openByAction(window, window.context().actions.guide, u"guideDialog"_s);
}

QWidget *openHour(ui::MainWindow &window)
{
    window.findChild<QPushButton *>(u"throughputSpan"_s)->menu()->actions().at(2)->trigger();
    settle();
    return &window;
}

QWidget *openKeys(ui::MainWindow &window)
{
    return openByAction(window, window.context().actions.help, u"keysDialog"_s);
}

QWidget *openDiagnostics(ui::MainWindow &window)
{
    QWidget *dialog = openByAction(window, window.context().actions.diagnostics, u"diagnosticsDialog"_s);
    dialog->findChild<QComboBox *>(u"diagnosticsFile"_s)->setCurrentIndex(1);
    dialog->findChild<QLineEdit *>(u"diagnosticsPath"_s)
        ->setText(u"/home/user/mirrorlake-diagnostics-20261121-1432.tar.gz"_s);
    return dialog;
}

QWidget *openImport(ui::MainWindow &window)
{
    const std::vector<settings::Difference> changes{
        {"upstream.url", "https://huggingface.co", "https://hf-mirror.com", true},
        {"limits.clients", "0", "400MB", false},
        {"eviction.max_size", "1TB", "2TB", false},
        {"preload.schedule", "", "22:00-06:00", false}};
    auto *dialog = new ui::ImportDialog(changes, &window);
    dialog->open();
    settle();
    return dialog;
}

QWidget *openConnect(ui::MainWindow &window)
{
    auto *tokens = new ui::TokenStore({}, false, &window);
    auto *book = new ui::MirrorBook({}, *tokens, &window);
    auto *dialog = new ui::ConnectDialog(*book, &window);
    dialog->open();
    dialog->findChild<QLineEdit *>(u"remoteUrl"_s)->setText(u"http://192.168.1.20:8090"_s);
    dialog->findChild<QLineEdit *>(u"remoteToken"_s)->setText(u"0123456789abcdef0123456789abcdef"_s);
    settle();
    return dialog;
}

QWidget *openAdd(ui::MainWindow &window)
{
    QWidget *dialog = openByAction(window, window.context().actions.add, u"addDialog"_s);
    dialog->findChild<QPlainTextEdit *>(u"addInput"_s)
        ->setPlainText(
            u"Qwen/Qwen3-32B\nhttps://huggingface.co/BAAI/bge-m3\nbartowski/Qwen2.5-7B-Instruct-GGUF:Q4_K_M\n"
            "datasets/HuggingFaceFW/fineweb-edu@main\nqwen3 embedding"_s);
    settle();
    return dialog;
}

QWidget *openCached(ui::MainWindow &window, bool deletes)
{
    window.findChild<QTabBar *>(u"modelTabs"_s)->setCurrentIndex(1);
    settle();
    window.findChild<QTableView *>(u"cachedTable"_s)->selectRow(10);
    if (deletes)
        press(window, u"deleteFilesButton"_s);
    settle();
    return &window;
}

QWidget *openSchedules(ui::MainWindow &window)
{
    window.findChild<QTabBar *>(u"modelTabs"_s)->setCurrentIndex(2);
    settle();
    window.findChild<QTableView *>(u"keptTable"_s)->selectRow(0);
    settle();
    return &window;
}

QWidget *openWanted(ui::MainWindow &window)
{
    window.findChild<QTabBar *>(u"modelTabs"_s)->setCurrentIndex(3);
    settle();
    window.findChild<QTableView *>(u"wantedTable"_s)->selectRow(0);
    settle();
    return &window;
}

QWidget *openMove(ui::MainWindow &window)
{
    window.dialogs().setFolderMover([](const QString &, const relocate::MoveWatch &) { return Result<void>(); });
    QWidget *dialog = openByAction(window, window.context().actions.moveCache, u"moveDialog"_s);
    dialog->findChild<QLineEdit *>(u"moveFolder"_s)->setText(u"/mnt/large/mirrorlake"_s);
    tellRoom(*dialog, u"moveRoom"_s);
    settle();
    return dialog;
}

QWidget *openDays(ui::MainWindow &window)
{
    window.findChild<QWidget *>(u"spanSegments"_s)->findChildren<QAbstractButton *>().at(4)->click();
    settle();
    return &window;
}

QWidget *openJobTab(ui::MainWindow &window, int tab)
{
    window.findChild<QTabBar *>(u"downloadTabs"_s)->setCurrentIndex(tab);
    settle();
    return &window;
}

QWidget *openSetting(ui::MainWindow &window, const QString &key)
{
    const auto areas = ui::settingsAreas();
    const auto area = std::ranges::find_if(areas, [&](const ui::SettingsArea &one) {
        return std::ranges::any_of(one.fields, [&](const settings::Field *field) {
            return key == QLatin1String(field->key.data(), qsizetype(field->key.size()));
        });
    });
    window.findChild<QListWidget *>(u"settingsList"_s)->setCurrentRow(int(area - areas.begin()));
    settle();
    auto *editor = window.findChild<QWidget *>(u"field:"_s + key);
    for (QWidget *up = editor; up; up = up->parentWidget()) {
        if (auto *scroll = qobject_cast<QScrollArea *>(up))
            scroll->ensureWidgetVisible(editor, 0, 40);
    }
    window.refresh();
    QEventLoop pause; // what would go is asked a moment after the room is shown
    QTimer::singleShot(500, &pause, &QEventLoop::quit);
    pause.exec();
    return &window;
}

QWidget *openSettingsSearch(ui::MainWindow &window, const QString &words)
{
    window.findChild<QLineEdit *>(u"settingsSearch"_s)->setText(words);
    settle();
    return &window;
}

} // namespace mirrorlake::test
