// A right click on the head of a table chooses its columns. Thread: GUI.
#pragma once

#include <QList>

class QTableView;

namespace mirrorlake::ui {

/// Those that are kept cannot be hidden.
void giveColumnMenu(QTableView &table, const QList<int> &kept);

} // namespace mirrorlake::ui
