#include "ui/traffic/trafficpage.h"

#include "base/clock.h"
#include "control/control.h"
#include "ui/clients/clienttablemodel.h"
#include "ui/format/format.h"
#include "ui/parts/parts.h"
#include "ui/parts/segments.h"
#include "ui/theme/theme.h"
#include "ui/traffic/requestrates.h"
#include "ui/traffic/trafficcharts.h"
#include "ui/traffic/trafficlist.h"

#include <QComboBox>
#include <QDateTime>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int leastWords = 140;
constexpr std::size_t mostClients = 100; ///< to choose from; others are found by words

std::optional<BreakdownBy> byOf(int view)
{
    return view == 0 ? std::nullopt : std::optional(BreakdownBy(view - 1));
}

} // namespace

TrafficPage::TrafficPage(const Context &context, QWidget *parent)
    : Page(parent), m_context(context), m_feed(context), m_spans(new Segments(this)), m_client(new QComboBox(this)),
      m_words(new QLineEdit(this)), m_pause(makeButton("", context.theme.icon(u"pause"_s), this)),
      m_export(makeButton("", context.theme.icon(u"export"_s), this)), m_charts(new TrafficCharts(context, this)),
      m_views(new Segments(this)), m_list(new TrafficList(context, this)), m_info(makeLabel("help", this)),
      m_note(makeSentence("help", this))
{
    setObjectName(u"trafficPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addWidget(makeTools());
    layout->addWidget(m_charts, 4);
    layout->addWidget(m_list, 7);
    layout->addWidget(makeFoot());
    connectFeed();
    retranslate();
    m_spans->setCurrent(int(m_span));
    setSpan(m_span);
}

QWidget *TrafficPage::makeTools()
{
    m_spans->setObjectName(u"spanSegments"_s);
    m_client->setObjectName(u"trafficClient"_s);
    m_client->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_words->setObjectName(u"trafficFilter"_s);
    m_words->setClearButtonEnabled(true);
    m_words->setMinimumWidth(leastWords);
    m_words->addAction(m_context.theme.icon(u"filter"_s, Token::Placeholder), QLineEdit::LeadingPosition);
    m_words->setPlaceholderText(u"client:gpu-* result:miss size>1GB"_s);
    m_pause->setObjectName(u"pauseListButton"_s);
    m_export->setObjectName(u"exportButton"_s);
    auto *tools = new QWidget;
    auto *layout = new QHBoxLayout(tools);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_spans);
    layout->addStretch();
    layout->addWidget(m_client, 0, Qt::AlignVCenter);
    layout->addWidget(m_words, 1, Qt::AlignVCenter);
    layout->addWidget(m_pause, 0, Qt::AlignVCenter);
    layout->addWidget(m_export, 0, Qt::AlignVCenter);
    connect(m_spans, &Segments::chosen, this, [this](int span) { setSpan(TrafficSpan(span)); });
    connect(m_client, &QComboBox::currentIndexChanged, this, [this] {
        m_list->filter().setClient(m_client->currentData().toString());
        showInfo();
    });
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString &words) {
        setTone(m_words, m_list->filter().setWords(words) ? "" : "error");
        showInfo();
    });
    connect(m_pause, &QPushButton::clicked, this, [this] { setPaused(!m_isPaused); });
    auto *menu = new QMenu(m_export);
    for (const File kind : {File::Csv, File::Json, File::Png})
        connect(menu->addAction(QString()), &QAction::triggered, this, [this, kind] { chooseFile(kind); });
    m_export->setMenu(menu);
    return tools;
}

QWidget *TrafficPage::makeFoot()
{
    m_views->setObjectName(u"viewSegments"_s);
    m_info->setObjectName(u"ringInfo"_s);
    m_note->setObjectName(u"trafficNote"_s);
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *foot = new QWidget;
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addWidget(m_views);
    layout->addWidget(m_info, 0, Qt::AlignVCenter);
    layout->addWidget(m_note, 1);
    connect(m_views, &Segments::chosen, this, &TrafficPage::setView);
    return foot;
}

void TrafficPage::connectFeed()
{
    connect(&m_feed, &TrafficFeed::requestsCame, this, &TrafficPage::takeRequests);
    connect(&m_feed, &TrafficFeed::ratesCame, this,
            [this](TrafficSpan span, const std::vector<meter::RatePoint> &points) {
                if (span == m_span)
                    m_charts->showRates(points, now());
            });
    connect(&m_feed, &TrafficFeed::barsCame, this, [this](TrafficSpan span, const std::vector<catalog::DayRow> &rows) {
        if (span == m_span)
            m_charts->showBars(rows, QDateTime::fromMSecsSinceEpoch(now()).date());
    });
    connect(&m_feed, &TrafficFeed::dayCame, this,
            [this](const QString &day, bool, const std::vector<catalog::DayRow> &rows) {
                if (day != m_charts->chosenDay())
                    return;
                m_dayRows = rows;
                showSums();
            });
    connect(m_charts, &TrafficCharts::dayChosen, this, [this] {
        m_dayRows.clear();
        m_feed.hurry();
        showSums();
        ask();
    });
    connect(m_list, &TrafficList::clearWanted, this, [this] {
        m_words->clear();
        m_client->setCurrentIndex(0);
    });
}

void TrafficPage::setSpan(TrafficSpan span)
{
    m_span = span;
    m_dayRows.clear();
    m_charts->setSpan(span);
    if (!isLive(span) && m_views->current() == 0)
        m_views->setCurrent(1);
    m_feed.hurry();
    setView(m_views->current());
}

void TrafficPage::setView(int view)
{
    m_dayRows.clear();
    m_list->setBy(byOf(view));
    m_feed.hurry();
    ask();
    showSums();
}

void TrafficPage::show(const control::Snapshot &snapshot)
{
    showClients(snapshot);
    if (m_list->requests().setNames(m_context.clients.policies().names()))
        showSums();
    if (m_span == TrafficSpan::Minute)
        m_charts->showRates(snapshot.figures.lastMinute, now());
    ask();
}

void TrafficPage::ask()
{
    if (!m_isPaused)
        m_feed.askForRequests(m_list->requests().lastNumber());
    if (m_span != TrafficSpan::Minute)
        m_feed.askForSpan(m_span);
    const QString day = m_charts->chosenDay();
    if (!isLive(m_span) && !day.isEmpty() && m_list->by())
        m_feed.askForDay(day, *m_list->by() == BreakdownBy::Repo);
}

void TrafficPage::takeRequests(const std::vector<meter::RequestRecord> &requests)
{
    if (m_isPaused)
        return;
    RequestTableModel &model = m_list->requests();
    model.update(requests, m_context.control.snapshot()->figures.clients, now());
    if (isLive(m_span)) {
        const bool isFull = std::size_t(model.endedCount()) == RequestTableModel::kept;
        m_charts->showRequests(
            requestRates(model.rows(), chartSpanOf(m_span),
                         isFull ? model.rows().front().at : m_context.control.snapshot()->servingSince * 1000, now()),
            now());
    }
    showSums();
}

void TrafficPage::showSums()
{
    if (m_list->by() && isLive(m_span))
        m_list->showBreakdown(breakdown(m_list->requests().rows(), *m_list->by(), now() - chartSpanOf(m_span).length));
    else if (m_list->by())
        m_list->showBreakdown(breakdown(m_dayRows, *m_list->by(), m_context.clients.policies().names()));
    showInfo();
}

void TrafficPage::showClients(const control::Snapshot &snapshot)
{
    const auto &clients = snapshot.figures.clients; // the most active ones first
    for (std::size_t i = 0; i < std::min(clients.size(), mostClients); ++i) {
        const QString address = QString::fromStdString(clients[i].address);
        if (std::size_t(m_listed.size()) >= 2 * mostClients || m_listed.contains(address))
            continue;
        m_listed.insert(address);
        m_client->addItem(address, address);
    }
    const ClientNames &names = m_context.clients.policies().names();
    for (int i = 1; i < m_client->count(); ++i) {
        const QString address = m_client->itemData(i).toString();
        const QString name = shownClient(names, address);
        if (m_client->itemText(i) == name)
            continue;
        m_client->setItemText(i, name);
        m_client->setItemData(i, name == address ? QString() : address, Qt::ToolTipRole);
    }
}

void TrafficPage::showInfo()
{
    const RequestTableModel &model = m_list->requests();
    QString info;
    if (!m_list->by() && model.endedCount() > 0)
        info = tr("%1 of %2 kept, oldest %3")
                   .arg(Format::count(model.endedCount()), Format::count(qint64(RequestTableModel::kept)),
                        Format::timeWithSeconds(model.rows().front().at / 1000));
    else if (m_list->by() && isLive(m_span))
        info = tr("Counted from the requests that are kept.");
    else if (m_list->by())
        info = m_charts->chosenDay();
    m_info->setText(info);
    m_list->showWhatThereIs();
}

void TrafficPage::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    m_pause->setIcon(m_context.theme.icon(isPaused ? u"start"_s : u"pause"_s));
    setButtonText(m_pause, isPaused ? tr("Continue") : tr("Pause list"));
    if (!isPaused)
        ask();
}

void TrafficPage::chooseFile(File kind)
{
    constexpr std::array suffixes{"csv", "json", "png"};
    const QString suffix = QString::fromLatin1(suffixes[std::size_t(kind)]);
    auto *dialog = new QFileDialog(this, m_export->menu()->actions().at(int(kind))->text());
    dialog->setObjectName(u"exportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(
        u"mirrorlake-traffic-%1.%2"_s.arg(QDateTime::fromMSecsSinceEpoch(now()).toString(u"yyyyMMdd-HHmm"_s), suffix));
    connect(dialog, &QFileDialog::fileSelected, this, [this, kind](const QString &name) { save(name, kind); });
    dialog->open();
}

void TrafficPage::save(const QString &name, File kind)
{
    QSaveFile file(name);
    bool isWritten = file.open(QIODevice::WriteOnly);
    if (kind == File::Png)
        isWritten = isWritten && m_charts->grab().save(&file, "PNG");
    else
        isWritten =
            isWritten && file.write(kind == File::Csv ? asCsv(m_list->exported()) : asJson(m_list->exported())) >= 0;
    isWritten = isWritten && file.commit();
    setTone(m_note, isWritten ? "" : "error");
    m_note->setText(isWritten ? tr("Saved as %1.").arg(name)
                              : tr("%1 could not be written: %2").arg(name, file.errorString()));
}

void TrafficPage::becomeNarrow(bool isNarrow)
{
    m_charts->setNarrow(isNarrow);
    m_client->setVisible(!isNarrow);
    m_note->setVisible(!isNarrow);
}

void TrafficPage::retranslate()
{
    m_spans->setTexts(spanTexts());
    m_spans->setAccessibleName(tr("Time that is shown"));
    if (m_client->count() == 0)
        m_client->addItem({}, QString());
    m_client->setItemText(0, tr("All clients"));
    m_client->setAccessibleName(tr("Client whose requests are listed"));
    m_words->setAccessibleName(tr("Filter the requests"));
    m_words->setToolTip(tr("Words, or client: repo: file: status: result: method: with * and ?, "
                           "or size and took with < or >: size>1GB took<200ms"));
    m_views->setTexts({tr("Requests"), tr("By client"), tr("By model"), tr("By result")});
    m_views->setAccessibleName(tr("What is listed"));
    setButtonText(m_export, tr("Export…"));
    const QStringList files{tr("List as CSV…"), tr("List as JSON…"), tr("Charts as PNG…")};
    for (int i = 0; i < files.size(); ++i)
        m_export->menu()->actions().at(i)->setText(files.at(i));
    m_note->setText(tr("“Left early” is the client’s choice and counts as no error."));
    setTone(m_note, "");
    m_charts->retranslate();
    m_list->retranslate();
    setPaused(m_isPaused);
    showSums();
}

qint64 TrafficPage::now() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(m_context.clock.wall().time_since_epoch()).count();
}

} // namespace mirrorlake::ui
