#include "ui/about/aboutdialog.h"

#include "ui/about/libraries.h"
#include "ui/parts/parts.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int logoSize = 56;

QString programVersion()
{
    return u"Mirrorlake "_s + QStringLiteral(MIRRORLAKE_VERSION);
}

} // namespace

AboutDialog::AboutDialog(QWidget *parent)
    : QDialog(parent), m_version(makeLabel("title", this)), m_what(makeSentence("muted", this)),
      m_licence(makeSentence("help", this)), m_table(new QTableWidget(0, 3, this)), m_copy(makeButton("", {}, this)),
      m_close(makeButton("primary", {}, this))
{
    setObjectName(u"aboutDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *logo = new QLabel(this);
    logo->setPixmap(QIcon(u":/mirrorlake/icons/mirrorlake.svg"_s).pixmap(logoSize, logoSize));
    m_version->setText(programVersion());
    m_version->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *words = new QVBoxLayout;
    words->addWidget(m_version);
    words->addWidget(m_what);
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(logo, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    m_table->setObjectName(u"librariesTable"_s);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    fillTable();
    m_copy->setObjectName(u"copyVersionsButton"_s);
    m_close->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_copy);
    buttons->addStretch();
    buttons->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addLayout(head);
    layout->addWidget(m_licence);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    connect(m_copy, &QPushButton::clicked, this, &AboutDialog::copyAll);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    resize(560, 520);
    retranslate();
}

void AboutDialog::fillTable()
{
    for (const Library &library : libraries()) {
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        m_table->setItem(row, 0, new QTableWidgetItem(library.name));
        m_table->setItem(row, 1, new QTableWidgetItem(library.version));
        m_table->setItem(row, 2, new QTableWidgetItem(library.licence));
        m_table->item(row, 0)->setToolTip(library.home);
    }
    m_table->setColumnWidth(0, 190);
    m_table->setColumnWidth(1, 110);
}

void AboutDialog::copyAll() const
{
    QString text = programVersion() + u'\n';
    for (const Library &library : libraries())
        text += library.name + u' ' + library.version + u" ("_s + library.licence + u") "_s + library.home + u'\n';
    QGuiApplication::clipboard()->setText(text);
}

void AboutDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void AboutDialog::retranslate()
{
    setWindowTitle(tr("About Mirrorlake"));
    m_what->setText(tr("A Hugging Face mirror for this computer and its network."));
    m_licence->setText(tr("Free software under the GNU General Public License, version 3 or later, without any "
                          "warranty. It stands on these libraries:"));
    m_table->setHorizontalHeaderLabels({tr("Library"), tr("Version"), tr("Licence")});
    m_table->setAccessibleName(tr("Libraries and their licences"));
    setButtonText(m_copy, tr("Copy"));
    setButtonText(m_close, tr("Close"));
}

} // namespace mirrorlake::ui
