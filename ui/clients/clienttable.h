// The live table of clients as every page shows it: who, how fast, how much today and in all, from the cache or not.
// Thread: GUI.
#pragma once

#include <QTableView>

namespace mirrorlake::ui {

class SortMarkProxy;
class Theme;

class ClientTable final : public QTableView
{
    Q_OBJECT

public:
    /// rows is borrowed; its source is a ClientTableModel.
    ClientTable(const Theme &theme, SortMarkProxy &rows, QWidget *parent = nullptr);

    /// Without sparklines, so that addresses stay whole.
    void setNarrow(bool isNarrow);
    /// Without these, for a card with little room.
    void leaveOut(const std::vector<int> &hidden);
    /// The words of the head changed.
    void retranslate();

private:
    void fitColumns();

    bool m_isNarrow = false;
};

} // namespace mirrorlake::ui
