#include "ui/adopt/adoptdialog.h"

#include "control/control.h"
#include "preload/wish.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/folderfield.h"
#include "ui/parts/later.h"
#include "ui/parts/parts.h"
#include "ui/parts/plaindelegate.h"
#include "ui/parts/tablelook.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QDir>
#include <QEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QProgressBar>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using adopt::Phase;
using control::ImportReport;

namespace {

constexpr int againMilliseconds = 300;
constexpr int barSteps = 1000;
constexpr int leastRowHeight = 29;

} // namespace

QString ownHubCache()
{
    const QString home = qEnvironmentVariable("HF_HOME", QDir::homePath() + u"/.cache/huggingface"_s);
    const QString hub = qEnvironmentVariable("HF_HUB_CACHE", home + u"/hub"_s);
    return QDir(hub).exists() ? QDir::cleanPath(hub) : QString();
}

AdoptDialog::AdoptDialog(const Context &context, bool isHere, const QString &folder, QWidget *parent)
    : QDialog(parent), m_context(context), m_isHere(isHere), m_help(makeSentence("muted", this)),
      m_folder(new FolderField(u"import"_s, folder, this)), m_repoCaption(makeLabel("emphasis", this)),
      m_repo(new QLineEdit(this)), m_open(new QCheckBox(this)), m_openHelp(makeSentence("help", this)),
      m_stack(new QStackedWidget(this)), m_table(new QTableView(this)),
      m_empty(new EmptyState(context.theme, u"folder"_s, this)), m_bar(new QProgressBar(this)),
      m_state(makeSentence("", this)), m_look(makeButton("", context.theme.icon(u"search"_s), this)),
      m_import(makeButton("primary", {}, this)), m_stop(makeButton("", context.theme.icon(u"stop"_s), this)),
      m_close(makeButton("", {}, this))
{
    setObjectName(u"importDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    connectParts();
    resize(760, 560);
    retranslate();
    m_again.start(againMilliseconds);
    ask();
}

void AdoptDialog::build()
{
    m_repo->setObjectName(u"importRepo"_s);
    m_repoCaption->setBuddy(m_repo);
    m_open->setObjectName(u"importOpen"_s);
    m_bar->setObjectName(u"importBar"_s);
    m_bar->setRange(0, barSteps);
    m_bar->setTextVisible(false);
    m_state->setObjectName(u"importState"_s);
    m_look->setObjectName(u"importLook"_s);
    m_import->setObjectName(u"importBegin"_s);
    m_stop->setObjectName(u"importStop"_s);
    m_close->setObjectName(u"importClose"_s);
    m_folder->setCanChoose(m_isHere);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_state, 1);
    for (QPushButton *button : {m_stop, m_look, m_import, m_close})
        buttons->addWidget(button, 0, Qt::AlignBottom);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(8);
    for (QWidget *part : std::initializer_list<QWidget *>{m_help, m_folder, m_repoCaption, m_repo, m_open, m_openHelp})
        layout->addWidget(part);
    layout->addWidget(makeTable(), 1);
    layout->addWidget(m_bar);
    layout->addLayout(buttons);
}

QWidget *AdoptDialog::makeTable()
{
    m_sorted.setSourceModel(&m_found);
    m_sorted.setSortRole(FoundCommits::SortRole);
    m_table->setObjectName(u"importTable"_s);
    m_table->setModel(&m_sorted);
    m_table->setItemDelegate(new PlainDelegate(m_context.theme, m_table));
    giveTableLook(*m_table, leastRowHeight, 1, 12);
    m_table->horizontalHeader()->setSectionResizeMode(FoundCommits::Repo, QHeaderView::Stretch);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(FoundCommits::Size, Qt::DescendingOrder);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    QFrame *card = makeCard(this);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 4, 1, 1);
    inside->addWidget(m_stack);
    return card;
}

void AdoptDialog::connectParts()
{
    connect(&m_again, &QTimer::timeout, this, &AdoptDialog::ask);
    connect(m_folder, &FolderField::changed, this, &AdoptDialog::showReport);
    connect(m_look, &QPushButton::clicked, this, [this] { begin(false); });
    connect(m_import, &QPushButton::clicked, this, [this] { begin(true); });
    connect(m_stop, &QPushButton::clicked, this,
            [this] { m_context.control.operations().cancelImport(later<void>(this, [](const Result<void> &) {})); });
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
}

QString AdoptDialog::fault() const
{
    if (!QDir::isAbsolutePath(m_folder->folder()))
        return tr("Name the folder by its whole path, as it is on the mirror's computer.");
    const QString repo = m_repo->text().trimmed();
    if (!repo.isEmpty() && !preload::parseWish(repo.toStdString()))
        return tr("Write the repo as org/name or org/name@revision.");
    return {};
}

void AdoptDialog::begin(bool takes)
{
    if (const QString why = fault(); !why.isEmpty()) {
        showSentence(why, true);
        return;
    }
    adopt::Order order{m_folder->folder().toStdString(), m_repo->text().trimmed().toStdString(), takes,
                       m_open->isChecked()};
    m_context.control.operations().importFolder(
        std::move(order), later<std::int64_t>(this, [this](const Result<std::int64_t> &number) {
            m_isAsked = number.has_value();
            if (number)
                ask();
            else
                showSentence(sentenceFor(number.error().code), true, detailOf(number.error()));
        }));
}

void AdoptDialog::ask()
{
    m_context.control.operations().importReport(later<ImportReport>(this, [this](const Result<ImportReport> &report) {
        if (report)
            take(**report);
        else
            showSentence(sentenceFor(report.error().code), true, detailOf(report.error()));
    }));
}

void AdoptDialog::take(const adopt::Report &report)
{
    if (report.isRunning() && !m_isAsked) {
        m_folder->setFolder(QString::fromStdString(report.order.folder));
        m_repo->setText(QString::fromStdString(report.order.repo));
        m_open->setChecked(report.order.isOpen);
        m_isAsked = true;
    }
    if (!m_isAsked || report == m_report)
        return;
    m_report = report;
    m_found.update(m_report.found);
    showReport();
}

void AdoptDialog::showReport()
{
    const bool isRunning = m_report.isRunning();
    for (QWidget *part : std::initializer_list<QWidget *>{m_folder, m_repo, m_open})
        part->setEnabled(!isRunning);
    for (QPushButton *button : {m_look, m_import})
        button->setEnabled(!isRunning && !m_folder->folder().isEmpty());
    m_stop->setVisible(isRunning);
    m_bar->setVisible(isRunning);
    m_bar->setRange(0, m_report.phase == Phase::Taking ? barSteps : 0);
    if (m_report.bytes > 0)
        m_bar->setValue(int(double(barSteps) * double(m_report.bytesDone) / double(m_report.bytes)));
    m_stack->setCurrentWidget(m_found.rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_empty);
    QStringList refusals;
    for (const adopt::Refusal &refusal : m_report.refusals)
        refusals += QString::fromStdString(refusal.repo + ' ' + refusal.path + ": " + refusal.reason.text);
    constexpr qsizetype shownRefusals = 20;
    const QString tip = m_report.failure.isEmpty() ? refusals.mid(0, shownRefusals).join(u'\n')
                                                   : QString::fromStdString(m_report.failure.text);
    showSentence(sentence(), !m_report.failure.isEmpty() || m_report.refused > 0, tip);
}

QString AdoptDialog::sentence() const
{
    const QString size = Format::bytes(double(m_report.bytes));
    if (m_report.phase == Phase::Looking)
        return tr("Looking what is there: %1 files so far", nullptr, int(m_report.files))
            .arg(Format::count(m_report.files));
    if (m_report.phase == Phase::Taking)
        return tr("Compared and copied: %1").arg(Format::bytesOf(double(m_report.bytesDone), double(m_report.bytes)));
    if (m_report.phase == Phase::Never)
        return {};
    if (m_report.failure.code == ErrorCode::Cancelled)
        return tr("Stopped. What was taken stays.");
    if (m_report.failure.code == ErrorCode::BadRequest)
        return tr(
            "This is no cache of Hugging Face's libraries. Choose another folder, or name the repo whose files lie "
            "there.");
    if (m_report.failure.code == ErrorCode::EntryNotFound)
        return tr("There is no such folder on the mirror's computer, or the mirror may not read it.");
    if (!m_report.failure.isEmpty())
        return sentenceFor(m_report.failure);
    QString text;
    if (!m_report.order.takes)
        text =
            tr("%1 files (%2) can be imported.", nullptr, int(m_report.files)).arg(Format::count(m_report.files), size);
    else
        text = tr("%1 files (%2) imported, %3 were here before.", nullptr, int(m_report.takenFiles))
                   .arg(Format::count(m_report.takenFiles), Format::bytes(double(m_report.takenBytes)),
                        Format::count(m_report.heldFiles));
    if (m_report.refused > 0)
        text += u' ' + tr("%1 are left outside, for they are not what the Hub has.", nullptr, int(m_report.refused))
                           .arg(Format::count(m_report.refused));
    return text;
}

void AdoptDialog::showSentence(const QString &text, bool isFault, const QString &tip)
{
    setTone(m_state, isFault ? "error" : "");
    m_state->setText(text);
    m_state->setToolTip(tip);
}

void AdoptDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void AdoptDialog::retranslate()
{
    setWindowTitle(tr("Import a cache"));
    m_help->setText(
        tr("Takes in what was downloaded before: a cache of Hugging Face's libraries, or a folder with files "
           "of one repo. Each file is compared with its hash and copied; the folder stays as it is."));
    m_folder->retranslate();
    m_repoCaption->setText(tr("Repo"));
    m_repo->setPlaceholderText(tr("org/name@revision, for a folder that is no such cache"));
    m_open->setText(tr("Nothing of it is gated or private"));
    m_openHelp->setText(tr("Where the Hub cannot be asked, it is then served to everyone. Otherwise it waits until the "
                           "Hub has said who may read it."));
    m_empty->setTexts(tr("What is found in the folder is listed here."));
    m_table->setAccessibleName(tr("What was found"));
    m_bar->setAccessibleName(tr("How much was imported"));
    m_found.retranslate();
    fitColumns(*m_table, m_found);
    setButtonText(m_look, tr("Look"));
    setButtonText(m_import, tr("Import"));
    setButtonText(m_stop, tr("Stop"));
    setButtonText(m_close, tr("Close"));
    showReport();
}

} // namespace mirrorlake::ui
