// Opens the dialogs and tabs of the pictures, and takes out of them what differs from machine to machine. Each gives
// the widget to be shown. Thread: GUI.
#pragma once

#include <QString>

class QWidget;

namespace mirrorlake::ui {
class MainWindow;
}

namespace mirrorlake::test {

void settle(); ///< lets everything that waits for the event loop happen

QWidget *openWizard(ui::MainWindow &window, int page);
QWidget *openClientSetup(ui::MainWindow &window);
QWidget *openListen(ui::MainWindow &window);
QWidget *openClose(ui::MainWindow &window, bool hasTray);
QWidget *openHealth(ui::MainWindow &window);
QWidget *openAbout(ui::MainWindow &window);
QWidget *openTrash(ui::MainWindow &window);
QWidget *openGuide(ui::MainWindow &window);
QWidget *openHour(ui::MainWindow &window);
QWidget *openKeys(ui::MainWindow &window);
QWidget *openDiagnostics(ui::MainWindow &window);
QWidget *openImport(ui::MainWindow &window);
QWidget *openConnect(ui::MainWindow &window);
QWidget *openAdd(ui::MainWindow &window);

QWidget *openCached(ui::MainWindow &window, bool deletes);
QWidget *openSchedules(ui::MainWindow &window);
QWidget *openWanted(ui::MainWindow &window);
QWidget *openMove(ui::MainWindow &window);
QWidget *openDays(ui::MainWindow &window);
/// Of the details of the chosen download: 0 progress, 1 files, 2 sources, 3 log.
QWidget *openJobTab(ui::MainWindow &window, int tab);
/// The room of the settings with this field, the field in view.
QWidget *openSetting(ui::MainWindow &window, const QString &key);
QWidget *openSettingsSearch(ui::MainWindow &window, const QString &words);

} // namespace mirrorlake::test
