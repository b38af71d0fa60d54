// What was copied or dropped, as lines for the add dialog: URLs and names of repositories, or a list of them in a text
// file; lines that name nothing stand in it, too. Thread: GUI; reads small files only.
#pragma once

#include <QMimeData>
#include <QString>

namespace mirrorlake::ui {

/// Empty when there is nothing in it that can be downloaded.
QString linksIn(const QMimeData &data);

/// The first folder in it that is on this computer; empty when there is none.
QString folderIn(const QMimeData &data);

} // namespace mirrorlake::ui
