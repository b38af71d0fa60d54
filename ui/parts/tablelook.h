// What every table of the window has in common: whole rows that are chosen one at a time, no grid, no numbers at the
// side, Tab leads out of it. Thread: GUI.
#pragma once

class QTableView;

namespace mirrorlake::ui {

/// Rows are as high as the font and this padding need, and not lower than least.
void giveTableLook(QTableView &table, int least, int lines, int padding);

} // namespace mirrorlake::ui
