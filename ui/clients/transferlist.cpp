#include "ui/clients/transferlist.h"

#include "ui/format/format.h"
#include "ui/format/names.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/parts.h"

#include <QHBoxLayout>
#include <QProgressBar>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr std::size_t mostRows = 64;
constexpr int barHeight = 4;
constexpr int barSteps = 1000;

QString nameOf(const meter::ActiveTransfer &transfer)
{
    const QString path = QString::fromStdString(transfer.path);
    return transfer.repo.empty() ? path : repoTitle(transfer.repo) + u" · "_s + path;
}

} // namespace

TransferList::TransferList(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
}

TransferList::Row TransferList::makeRow()
{
    Row row{new QWidget(this), nullptr, nullptr, nullptr};
    row.name = new ElidedLabel("", Qt::ElideMiddle, row.box);
    row.amount = makeLabel("help", row.box);
    row.bar = new QProgressBar(row.box);
    row.bar->setRange(0, barSteps);
    row.bar->setTextVisible(false);
    row.bar->setFixedHeight(barHeight);
    auto *words = new QHBoxLayout;
    words->setSpacing(8);
    words->addWidget(row.name, 1);
    words->addWidget(row.amount);
    auto *layout = new QVBoxLayout(row.box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(words);
    layout->addWidget(row.bar);
    m_layout->addWidget(row.box);
    return row;
}

void TransferList::fill(const Row &row, const meter::ActiveTransfer &transfer)
{
    const qint64 whole = transfer.range.end - transfer.range.begin;
    row.name->setFullText(nameOf(transfer));
    row.amount->setText(whole > 0 ? Format::bytesOf(double(transfer.sent), double(whole))
                                  : Format::bytes(double(transfer.sent)));
    row.bar->setVisible(whole > 0);
    row.bar->setValue(whole > 0 ? int(double(transfer.sent) / double(whole) * barSteps) : 0);
    row.bar->setAccessibleName(row.name->fullText() + u", "_s + row.amount->text());
}

void TransferList::show(const std::vector<meter::ActiveTransfer> &transfers)
{
    const std::size_t count = std::min(transfers.size(), mostRows);
    while (m_rows.size() < count)
        m_rows.push_back(makeRow());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i].box->setVisible(i < count);
        if (i < count)
            fill(m_rows[i], transfers[i]);
    }
}

} // namespace mirrorlake::ui
