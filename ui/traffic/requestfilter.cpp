#include "ui/traffic/requestfilter.h"

#include "ui/traffic/requesttablemodel.h"

namespace mirrorlake::ui {

namespace {

std::weak_ordering compared(const RequestRow &a, const RequestRow &b, int column)
{
    const auto texts = [](const QString &x, const QString &y) { return x.compare(y) <=> 0; };
    switch (RequestTableModel::Column(column)) {
    case RequestTableModel::Client:
        return texts(shownClient(a), shownClient(b));
    case RequestTableModel::File:
        return a.repo == b.repo ? texts(a.path, b.path) : texts(a.repo, b.repo);
    case RequestTableModel::Result:
        return resultOf(a) <=> resultOf(b);
    case RequestTableModel::Status:
        return a.status <=> b.status;
    case RequestTableModel::Sent:
        return a.bytes <=> b.bytes;
    case RequestTableModel::Took:
        return a.took <=> b.took;
    case RequestTableModel::Method:
        return texts(a.method, b.method);
    case RequestTableModel::Range:
        return a.begin <=> b.begin;
    default:
        return a.at <=> b.at;
    }
}

} // namespace

RequestFilter::RequestFilter(RequestTableModel &model, QObject *parent) : SortMarkProxy(parent), m_model(model)
{
    setSourceModel(&model);
}

bool RequestFilter::setWords(const QString &words)
{
    std::optional<RequestQuery> query = RequestQuery::parse(words);
    if (!query)
        return false;
    m_query = std::move(*query);
    invalidateFilter();
    return true;
}

void RequestFilter::setClient(const QString &address)
{
    m_client = address;
    invalidateFilter();
}

std::vector<RequestRow> RequestFilter::shownRows() const
{
    std::vector<RequestRow> shown;
    shown.reserve(std::size_t(rowCount()));
    for (int row = 0; row < rowCount(); ++row)
        shown.push_back(m_model.rows()[std::size_t(mapToSource(index(row, 0)).row())]);
    return shown;
}

bool RequestFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const RequestRow &request = m_model.rows()[std::size_t(row)];
    return (m_client.isEmpty() || request.client == m_client) && m_query.matches(request);
}

bool RequestFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const RequestRow &a = m_model.rows()[std::size_t(left.row())];
    const RequestRow &b = m_model.rows()[std::size_t(right.row())];
    if (a.isOpen != b.isOpen)
        return (sortOrder() == Qt::AscendingOrder) == a.isOpen;
    const std::weak_ordering order = compared(a, b, left.column());
    return order == 0 ? a.number < b.number : order < 0;
}

} // namespace mirrorlake::ui
