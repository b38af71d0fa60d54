// What the pictures show: a state of the mirror, a page, and what lies over it. The same numbers every time.
#pragma once

#include "control/checkup.h"
#include "control/snapshot.h"
#include "control/upkeeporder.h"
#include "settings/settings.h"
#include "ui/shell/actions.h"

#include <functional>
#include <vector>

class QWidget;

namespace mirrorlake::ui {
class MainWindow;
}

namespace mirrorlake::test {

struct Scene
{
    /// What belongs into the picture once it has been opened.
    using Open = std::function<QWidget *(ui::MainWindow &)>;

    QString name;
    control::Snapshot snapshot;
    ui::PageId page = ui::PageId::Overview;
    Open open{};                 ///< nothing: the window as it is
    const char *guide = nullptr; ///< name of the picture in docs/pictures that is made of it
};

std::vector<Scene> scenes();
/// Limits, names and bounds, so that the pages have something to show.
settings::Settings pictureSettings();
control::UpkeepAnswer pictureAnswer(const control::UpkeepOrder &order);
/// Much that is right, and one of each that is not.
control::Checkup pictureCheckup();

} // namespace mirrorlake::test
