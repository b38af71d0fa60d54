#include "ui/trash/trashdialog.h"

#include "base/clock.h"
#include "control/control.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/parts.h"
#include "ui/parts/plaindelegate.h"
#include "ui/parts/tablelook.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSet>
#include <QStackedWidget>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int leastRowHeight = 34;
constexpr int cellPadding = 22;
constexpr int edgePadding = 14; ///< of the last column
constexpr int againMilliseconds = 5000;

} // namespace

TrashDialog::TrashDialog(const Context &context, QWidget *parent)
    : QDialog(parent), m_context(context), m_desk(context), m_help(makeSentence("muted", this)),
      m_stack(new QStackedWidget(this)), m_table(new QTableView(this)),
      m_empty(new EmptyState(context.theme, u"delete"_s, this)), m_sums(makeSentence("help", this)),
      m_foot(new QStackedWidget(this)), m_restore(makeButton("", {}, this)),
      m_remove(makeButton("", context.theme.icon(u"delete"_s, Token::Error), this)),
      m_clear(makeButton("", context.theme.icon(u"delete"_s, Token::Error), this)),
      m_close(makeButton("primary", {}, this)), m_question(makeSentence("", this)),
      m_confirm(makeButton("", context.theme.icon(u"delete"_s, Token::Error), this)), m_cancel(makeButton("", {}, this))
{
    setObjectName(u"trashDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    connectParts();
    resize(860, 480);
    retranslate();
    m_desk.ask();
    m_again.start(againMilliseconds);
}

void TrashDialog::build()
{
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(TrashModel::SortRole);
    m_table->setObjectName(u"trashTable"_s);
    m_table->setModel(&m_sorted);
    m_table->setItemDelegate(new PlainDelegate(m_context.theme, m_table));
    giveTableLook(*m_table, leastRowHeight, 1, 12);
    m_table->setSelectionMode(QTableView::ExtendedSelection);
    m_table->horizontalHeader()->setSectionResizeMode(TrashModel::What, QHeaderView::Stretch);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(TrashModel::Went, Qt::DescendingOrder);
    m_sums->setObjectName(u"trashSums"_s);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_foot->addWidget(makeChoices());
    m_foot->addWidget(makeQuestion());
    QFrame *card = makeCard(this);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 4, 1, 1);
    inside->addWidget(m_stack);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_help);
    layout->addWidget(card, 1);
    layout->addWidget(m_foot);
}

QWidget *TrashDialog::makeChoices()
{
    m_restore->setObjectName(u"restoreButton"_s);
    m_remove->setObjectName(u"removeForGoodButton"_s);
    m_clear->setObjectName(u"emptyTrashButton"_s);
    m_close->setObjectName(u"closeTrashButton"_s);
    for (QPushButton *button : {m_remove, m_clear})
        setTone(button, "error");
    auto *choices = new QWidget;
    auto *layout = new QHBoxLayout(choices);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_sums, 1);
    for (QPushButton *button : {m_restore, m_remove, m_clear, m_close})
        layout->addWidget(button);
    return choices;
}

QWidget *TrashDialog::makeQuestion()
{
    m_question->setObjectName(u"trashQuestion"_s);
    m_confirm->setObjectName(u"confirmTrashButton"_s);
    m_cancel->setObjectName(u"cancelTrashButton"_s);
    setTone(m_confirm, "error");
    auto *question = new QWidget;
    auto *layout = new QHBoxLayout(question);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_question, 1);
    layout->addWidget(m_cancel);
    layout->addWidget(m_confirm);
    return question;
}

void TrashDialog::connectParts()
{
    connect(&m_again, &QTimer::timeout, &m_desk, &TrashDesk::ask);
    connect(&m_desk, &TrashDesk::came, this, &TrashDialog::take);
    connect(&m_desk, &TrashDesk::restored, this, [this](qint64 files) {
        say(tr("%1 files are back.", nullptr, int(files)).arg(Format::count(files)), false);
        m_desk.ask();
    });
    connect(&m_desk, &TrashDesk::removed, this, [this](qint64 files) {
        say(tr("%1 files are deleted for good.", nullptr, int(files)).arg(Format::count(files)), false);
        m_desk.ask();
    });
    connect(&m_desk, &TrashDesk::refused, this, [this](const Error &error) {
        if (m_hasAnswer)
            say(sentenceFor(error.code), true);
        else
            m_fault = sentenceFor(error.code);
        showAll();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TrashDialog::showAll);
    connect(m_restore, &QPushButton::clicked, this, [this] { m_desk.restore(chosen()); });
    connect(m_remove, &QPushButton::clicked, this, [this] { askBeforeRemoving(chosen()); });
    connect(m_clear, &QPushButton::clicked, this, [this] { askBeforeRemoving({}); });
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_foot->setCurrentIndex(0); });
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        m_foot->setCurrentIndex(0);
        m_going.isEmpty() ? m_desk.empty() : m_desk.remove(m_going);
    });
}

void TrashDialog::take(const std::vector<TrashRow> &rows)
{
    m_hasAnswer = true;
    m_fault.clear();
    m_model.update(rows, unixSeconds(m_context.clock.wall()));
    showAll();
}

void TrashDialog::say(const QString &sentence, bool isFault)
{
    m_said = sentence;
    setTone(m_sums, isFault ? "error" : "");
    showAll();
}

void TrashDialog::askBeforeRemoving(const QStringList &hashes)
{
    m_going = hashes;
    const auto files = qint64(hashes.isEmpty() ? m_model.rowCount() : hashes.size());
    m_question->setText(
        tr("Delete %1 files (%2) for good? They are fetched again when somebody asks for them.", nullptr, int(files))
            .arg(Format::count(files), Format::bytes(double(bytesOf(hashes)))));
    m_foot->setCurrentIndex(1);
    m_cancel->setFocus();
}

QStringList TrashDialog::chosen() const
{
    QStringList hashes;
    const QModelIndexList indexes = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : indexes)
        hashes += m_model.rows()[std::size_t(m_sorted.mapToSource(index).row())].hash;
    return hashes;
}

qint64 TrashDialog::bytesOf(const QStringList &hashes) const
{
    if (hashes.isEmpty())
        return m_model.bytes();
    const QSet<QString> wanted(hashes.begin(), hashes.end());
    qint64 bytes = 0;
    for (const TrashRow &row : m_model.rows())
        bytes += wanted.contains(row.hash) ? row.size : 0;
    return bytes;
}

void TrashDialog::showAll()
{
    const int files = m_model.rowCount();
    const QStringList hashes = chosen();
    m_stack->setCurrentWidget(files > 0 ? static_cast<QWidget *>(m_table) : m_empty);
    m_empty->setTexts(!m_fault.isEmpty() ? m_fault
                      : m_hasAnswer      ? tr("The trash is empty.")
                                         : tr("Looking what lies in the trash…"));
    QString sums = m_said;
    if (!hashes.isEmpty())
        sums = tr("%1 files chosen, %2", nullptr, int(hashes.size()))
                   .arg(Format::count(hashes.size()), Format::bytes(double(bytesOf(hashes))));
    else if (sums.isEmpty() && files > 0)
        sums = tr("%1 files, %2", nullptr, files).arg(Format::count(files), Format::bytes(double(m_model.bytes())));
    m_sums->setText(sums);
    m_restore->setEnabled(!hashes.isEmpty());
    m_remove->setEnabled(!hashes.isEmpty());
    m_clear->setEnabled(files > 0);
    setButtonText(m_clear, files > 0 ? tr("Empty (%1)…").arg(Format::bytes(double(m_model.bytes()))) : tr("Empty…"));
}

void TrashDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

QString TrashDialog::helpFor(std::chrono::seconds keptFor)
{
    const auto days = std::chrono::duration_cast<std::chrono::days>(keptFor);
    if (keptFor.count() == 0)
        return tr("Nothing goes to the trash, because the setting “Trash” is 0.");
    if (days == keptFor)
        return tr("What went by its age or was deleted can come back for %1 days. When room is short, it goes first.",
                  nullptr, int(days.count()))
            .arg(Format::count(days.count()));
    return tr("What went by its age or was deleted can come back for %1. When room is short, it goes first.")
        .arg(Format::duration(keptFor.count()));
}

void TrashDialog::retranslate()
{
    setWindowTitle(tr("Trash"));
    m_help->setText(helpFor(m_context.control.settings().eviction.trashFor));
    m_table->setAccessibleName(tr("Files in the trash"));
    setButtonText(m_restore, tr("Restore"));
    setButtonText(m_remove, tr("Delete for good…"));
    setButtonText(m_close, tr("Close"));
    setButtonText(m_confirm, tr("Delete for good"));
    setButtonText(m_cancel, tr("Cancel"));
    m_said.clear();
    m_model.retranslate();
    const QFontMetrics cell(textFont(10));
    const auto fit = [&](int column, const QString &longest, int extra = 0) {
        const QString title = m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + u" ▾"_s;
        m_table->setColumnWidth(column, std::max(cell.horizontalAdvance(longest), cell.horizontalAdvance(title)) +
                                            cellPadding + extra);
    };
    fit(TrashModel::Size, u"99.9 GB"_s);
    fit(TrashModel::Went, Format::ago(1, 1 + 300 * 86'400));
    fit(TrashModel::Why, trashReason({.reason = "size-cap"}));
    fit(TrashModel::Until, Format::date(1'795'271'530), edgePadding);
    showAll();
}

} // namespace mirrorlake::ui
