// The requests of one client, or all, that fit what was typed; open ones stay on top whatever the list is sorted by.
// Compares rows, not variants, because thousands are sorted while they change. Thread: GUI.
#pragma once

#include "ui/clients/sortmarkproxy.h"
#include "ui/traffic/requestquery.h"

namespace mirrorlake::ui {

class RequestTableModel;

class RequestFilter final : public SortMarkProxy
{
    Q_OBJECT

public:
    explicit RequestFilter(RequestTableModel &model, QObject *parent = nullptr);

    /// False when the words cannot be meant; then nothing changes.
    bool setWords(const QString &words);
    void setClient(const QString &address); ///< empty: all
    bool isNarrowing() const { return !m_query.isEmpty() || !m_client.isEmpty(); }
    /// As they are shown, from the top.
    std::vector<RequestRow> shownRows() const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    const RequestTableModel &m_model;
    RequestQuery m_query;
    QString m_client;
};

} // namespace mirrorlake::ui
