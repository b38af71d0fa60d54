// Sorts a table and marks the head of the column it is sorted by; the style's own arrow would lie over the words.
// Thread: GUI.
#pragma once

#include <QSortFilterProxyModel>

namespace mirrorlake::ui {

class SortMarkProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace mirrorlake::ui
