// Only the clients that something is sent to now, fastest first. Thread: GUI.
#pragma once

#include <QSortFilterProxyModel>

namespace mirrorlake::ui {

class ActiveClientsProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit ActiveClientsProxy(QObject *parent = nullptr);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
};

} // namespace mirrorlake::ui
