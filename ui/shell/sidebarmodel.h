// The pages as the sidebar lists them: name, icon and a count; between the last working page and Settings an empty row
// that takes what height is left. Thread: GUI.
#pragma once

#include "ui/shell/actions.h"

#include <QAbstractListModel>

namespace mirrorlake::ui {

class SidebarModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        IconRole = Qt::UserRole,
        CountRole,
        IsSpacerRole
    };
    static constexpr int spacerRow = int(PageId::Settings);

    using QAbstractListModel::QAbstractListModel;

    /// 0 shows no count.
    void setCount(PageId page, int count);
    void retranslate();

    static int rowOf(PageId page);
    static PageId pageAt(int row);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    std::array<int, pageCount> m_counts{};
};

} // namespace mirrorlake::ui
