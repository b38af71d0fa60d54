#include "ui/log/logpage.h"

#include "control/control.h"
#include "ui/clients/clienttablemodel.h"
#include "ui/format/format.h"
#include "ui/log/logdelegate.h"
#include "ui/parts/copyline.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/parts.h"
#include "ui/parts/segments.h"
#include "ui/parts/tablelook.h"
#include "ui/shell/actions.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QStackedWidget>
#include <QTableView>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int leastRowHeight = 25;
constexpr int cellPadding = 32;
constexpr int iconRoom = 26;
constexpr int firstSegment = int(log::Level::Debug);

} // namespace

LogPage::LogPage(const Context &context, QWidget *parent)
    : Page(parent), m_context(context), m_levels(new Segments(this)), m_parts(new QComboBox(this)),
      m_words(new QLineEdit(this)), m_count(makeLabel("help", this)),
      m_pause(makeButton("", context.theme.icon(u"pause"_s), this)),
      m_folder(makeIconButton("square", context.theme.icon(u"folder"_s), this)),
      m_diagnostics(makeButton("", context.theme.icon(u"export"_s), this)), m_stack(new QStackedWidget(this)),
      m_table(new QTableView(this)), m_empty(new EmptyState(context.theme, u"log"_s, this)),
      m_chosen(makeSentence("", this)), m_copy(makeButton("", context.theme.icon(u"copy"_s), this)),
      m_foot(makeLabel("help", this))
{
    setObjectName(u"logPage"_s);
    m_filter.setSourceModel(&m_lines);
    m_filter.setSortRole(LogTableModel::SortRole);
    connect(&m_lines, &QAbstractItemModel::dataChanged, this, &LogPage::showChosen);
    buildTable();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addWidget(makeTools());
    layout->addWidget(makeList(), 1);
    layout->addWidget(m_foot);
    connect(m_levels, &Segments::chosen, this, [this](int segment) {
        m_filter.setLevel(log::Level(firstSegment + segment));
        showCounts();
    });
    connect(m_parts, &QComboBox::currentIndexChanged, this, [this] {
        m_filter.setPart(m_parts->currentData().toString());
        showCounts();
    });
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString &words) {
        setTone(m_words, m_filter.setWords(words) ? "" : "error");
        showCounts();
    });
    connect(m_pause, &QPushButton::clicked, this, [this] { setPaused(!m_isPaused); });
    connect(m_folder, &QToolButton::clicked, this, &LogPage::openFolder);
    connect(m_diagnostics, &QPushButton::clicked, context.actions.diagnostics, &QAction::trigger);
    connect(m_empty, &EmptyState::actionChosen, this, &LogPage::clearFilter);
    const auto *copy = new CopyLine(m_table, [this] { return chosenLine(); });
    connect(m_copy, &QPushButton::clicked, copy, &QAction::trigger);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LogPage::showChosen);
    retranslate();
    m_levels->setCurrent(int(log::Level::Info) - firstSegment);
    m_filter.setLevel(log::Level::Info);
    showChosen();
}

QWidget *LogPage::makeTools()
{
    m_levels->setObjectName(u"levelSegments"_s);
    m_parts->setObjectName(u"partBox"_s);
    m_parts->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_words->setObjectName(u"logSearch"_s);
    m_words->setClearButtonEnabled(true);
    m_words->addAction(m_context.theme.icon(u"search"_s, Token::Placeholder), QLineEdit::LeadingPosition);
    m_pause->setObjectName(u"pauseLogButton"_s);
    m_folder->setObjectName(u"openLogFolder"_s);
    m_diagnostics->setObjectName(u"saveDiagnostics"_s);
    auto *tools = new QWidget;
    auto *layout = new QHBoxLayout(tools);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_levels);
    layout->addWidget(m_parts, 0, Qt::AlignVCenter); // lower than the segments, which may keep their height so
    layout->addWidget(m_words, 1, Qt::AlignVCenter);
    layout->addWidget(m_count, 0, Qt::AlignVCenter);
    for (QWidget *button : std::initializer_list<QWidget *>{m_pause, m_folder, m_diagnostics})
        layout->addWidget(button, 0, Qt::AlignVCenter);
    return tools;
}

QWidget *LogPage::makeList()
{
    QFrame *card = makeCard(this);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_explanation = makeExplanation();
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 4, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_explanation);
    return card;
}

QWidget *LogPage::makeExplanation()
{
    m_chosen->setObjectName(u"logExplanation"_s);
    m_chosen->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_copy->setObjectName(u"copyLineButton"_s);
    auto *box = new QWidget;
    auto *row = new QHBoxLayout;
    row->setContentsMargins(16, 10, 16, 10);
    row->setSpacing(16);
    row->addWidget(m_chosen, 1);
    row->addWidget(m_copy, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeLine(Qt::Horizontal, box));
    layout->addLayout(row);
    return box;
}

void LogPage::buildTable()
{
    m_table->setObjectName(u"logTable"_s);
    m_table->setModel(&m_filter);
    m_table->setItemDelegate(new LogDelegate(m_context.theme, m_table));
    giveTableLook(*m_table, leastRowHeight, 1, 6);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(LogTableModel::Time, Qt::DescendingOrder);
    const QFontMetrics fixed(fixedFont(9));
    m_table->setColumnWidth(LogTableModel::Time, fixed.horizontalAdvance(u"00:00:00.000"_s) + cellPadding);
    m_table->setColumnWidth(LogTableModel::Part, fixed.horizontalAdvance(u"upstream"_s) + cellPadding);
}

void LogPage::show(const control::Snapshot &)
{
    m_lines.setNames(m_context.clients.policies().names());
    if (!m_isPaused)
        follow();
}

void LogPage::follow()
{
    const log::Tail tail = m_context.control.logSince(m_next);
    if (tail.next < m_next)
        m_lines.clear(); // another program's log
    m_next = tail.next;
    if (tail.lines.empty())
        return;
    m_lines.append(tail.lines);
    collectParts(tail.lines);
    showCounts();
}

void LogPage::collectParts(const std::vector<log::Line> &news)
{
    for (const log::Line &line : news) {
        const QString part = QString::fromStdString(line.room);
        if (m_parts->findData(part) < 0)
            m_parts->addItem(part, part);
    }
}

void LogPage::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    m_pause->setIcon(m_context.theme.icon(isPaused ? u"start"_s : u"pause"_s));
    setButtonText(m_pause, isPaused ? tr("Continue") : tr("Pause"));
    if (!isPaused)
        follow();
}

void LogPage::showCounts()
{
    const int lines = m_filter.rowCount();
    m_count->setText(tr("%1 lines", nullptr, lines).arg(Format::count(lines)));
    m_stack->setCurrentWidget(lines > 0 ? static_cast<QWidget *>(m_table) : m_empty);
    const bool isFiltered = !m_words->text().isEmpty() || m_parts->currentIndex() > 0;
    m_empty->setTexts(isFiltered ? tr("Nothing matches the filter.") : tr("No lines at this level."),
                      isFiltered ? tr("Clear") : QString());
}

void LogPage::clearFilter()
{
    m_words->clear();
    m_parts->setCurrentIndex(0);
}

void LogPage::openFolder()
{
    const QUrl folder = QUrl::fromLocalFile(QString::fromStdString(m_context.control.settings().dataFolder));
    if (!QDesktopServices::openUrl(folder))
        m_foot->setText(tr("There is no folder %1 on this machine.").arg(folder.toLocalFile()));
}

void LogPage::showChosen()
{
    const QModelIndex row = m_filter.mapToSource(m_table->currentIndex());
    m_explanation->setVisible(row.isValid());
    if (row.isValid())
        m_chosen->setText(
            (QStringList{QString::fromStdString(m_lines.line(row.row()).text)} + m_lines.namesIn(row.row()))
                .join(u'\n'));
}

QString LogPage::chosenLine() const
{
    const QModelIndex row = m_filter.mapToSource(m_table->currentIndex());
    return row.isValid() ? LogTableModel::asText(m_lines.line(row.row())) : QString();
}

void LogPage::becomeNarrow(bool isNarrow)
{
    m_count->setVisible(!isNarrow);
    m_diagnostics->setVisible(!isNarrow); // in the menu, too
}

void LogPage::retranslate()
{
    QStringList levels;
    int widest = 0;
    for (const log::Level level : {log::Level::Debug, log::Level::Info, log::Level::Warning, log::Level::Error}) {
        levels += levelName(level);
        widest = std::max(widest, QFontMetrics(textFont(9)).horizontalAdvance(levels.back()));
    }
    m_levels->setTexts(levels);
    m_levels->setAccessibleName(tr("Least level that is shown"));
    m_table->setColumnWidth(LogTableModel::LevelColumn, widest + iconRoom + cellPadding);
    if (m_parts->count() == 0)
        m_parts->addItem({}, QString());
    m_parts->setItemText(0, tr("All parts"));
    m_parts->setAccessibleName(tr("Part of the mirror"));
    m_words->setPlaceholderText(tr("Search text or /regex/"));
    m_words->setAccessibleName(tr("Search the log"));
    setButtonText(m_copy, tr("Copy line"));
    setName(m_folder, tr("Open the folder with the access log"));
    setButtonText(m_diagnostics, tr("Save diagnostics…"));
    m_table->setAccessibleName(tr("Log"));
    m_foot->setText(tr("Lines stay in English so that they can be searched. Tokens are never written."));
    m_lines.retranslate();
    setPaused(m_isPaused);
    showCounts();
}

} // namespace mirrorlake::ui
