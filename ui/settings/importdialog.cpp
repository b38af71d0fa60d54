#include "ui/settings/importdialog.h"

#include "settings/field.h"
#include "ui/format/format.h"
#include "ui/parts/parts.h"
#include "ui/settings/areas.h"

#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

ImportDialog::ImportDialog(const std::vector<settings::Difference> &changes, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"importDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Import settings"));
    QLabel *title = makeLabel("title", this);
    const int count = int(changes.size());
    title->setText(count == 0 ? tr("The file changes nothing.")
                              : tr("%1 settings would change", nullptr, count).arg(Format::count(count)));
    auto *table = new QTableWidget(count, 3, this);
    table->setObjectName(u"importTable"_s);
    table->setAccessibleName(tr("What would change"));
    table->setHorizontalHeaderLabels({tr("Setting"), tr("Now"), tr("After the import")});
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    for (int row = 0; row < count; ++row) {
        const settings::Difference &change = changes[std::size_t(row)];
        const QStringList texts{labelOf(*settings::findField(change.key)), QString::fromStdString(change.from),
                                QString::fromStdString(change.to)};
        for (int column = 0; column < 3; ++column) {
            table->setItem(row, column, new QTableWidgetItem(texts.at(column)));
            table->item(row, column)->setToolTip(texts.at(column));
        }
    }
    QPushButton *apply = makeButton("primary", {}, this);
    QPushButton *cancel = makeButton("", {}, this);
    apply->setObjectName(u"importApply"_s);
    cancel->setObjectName(u"importCancel"_s);
    setButtonText(apply, tr("Apply"));
    setButtonText(cancel, tr("Cancel"));
    apply->setEnabled(count > 0);
    apply->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(apply);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addWidget(table, 1);
    layout->addLayout(buttons);
    resize(680, 420);
    connect(apply, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

} // namespace mirrorlake::ui
