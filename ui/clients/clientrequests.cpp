#include "ui/clients/clientrequests.h"

#include "base/clock.h"
#include "ui/clients/bypass.h"
#include "ui/format/format.h"
#include "ui/parts/iconlabel.h"
#include "ui/parts/parts.h"
#include "ui/traffic/requesttext.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr std::chrono::milliseconds askInterval{3000};
constexpr std::size_t looked = 1000; ///< of all clients' requests
constexpr std::size_t shown = 8;

QString nameOf(const meter::RequestRecord &request)
{
    return QString::fromStdString(request.path.empty() ? request.target : request.path);
}

} // namespace

ClientRequests::ClientRequests(const Context &context, QWidget *parent)
    : ClientPane(context, askInterval, parent), m_bypass(makeBypass()), m_title(makeLabel("cardTitle", this)),
      m_nothing(makeSentence("muted", this)), m_table(new QTableWidget(0, 4, this))
{
    setObjectName(u"clientRequests"_s);
    m_table->setObjectName(u"clientRequestsTable"_s);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setMinimumHeight(150);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_bypass);
    layout->addWidget(m_title);
    layout->addWidget(m_nothing);
    layout->addWidget(m_table);
    connect(m_copyFix, &QPushButton::clicked, this, [] { QGuiApplication::clipboard()->setText(bypassFix()); });
    retranslate();
}

QWidget *ClientRequests::makeBypass()
{
    auto *banner = withRole(new QFrame(this), "banner");
    banner->setObjectName(u"bypassBanner"_s);
    banner->setProperty("tone", u"warn"_s);
    m_bypassText = makeSentence("small", banner);
    m_copyFix = makeLink(banner);
    m_copyFix->setObjectName(u"copyBypassFix"_s);
    auto *words = new QVBoxLayout;
    words->addWidget(m_bypassText);
    words->addWidget(m_copyFix);
    auto *layout = new QHBoxLayout(banner);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->addWidget(new IconLabel(m_context.theme, u"warning"_s, Token::Warn, 18, banner), 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    return banner;
}

control::UpkeepOrder ClientRequests::order() const
{
    control::UpkeepOrder order;
    order.verb = control::UpkeepVerb::Requests;
    order.limit = looked;
    return order;
}

void ClientRequests::take(const control::UpkeepAnswer &answer)
{
    m_own = answer.requests;
    std::erase_if(m_own, [name = client()](const meter::RequestRecord &request) { return request.client != name; });
    std::ranges::sort(m_own, {}, &meter::RequestRecord::number);
    m_bypassed = bypassedRepos(m_own, client(), 1000 * unixSeconds(m_context.clock.wall()));
    showRows();
    showBypass();
}

void ClientRequests::showRows()
{
    const std::size_t count = std::min(shown, m_own.size());
    m_nothing->setVisible(count == 0);
    m_table->setVisible(count > 0);
    m_table->setRowCount(int(count));
    for (std::size_t i = 0; i < count; ++i) {
        const meter::RequestRecord &request = m_own[m_own.size() - 1 - i];
        const QString time = QDateTime::fromMSecsSinceEpoch(request.unixMilliseconds).toString(u"HH:mm:ss"_s);
        const QStringList texts{time, nameOf(request), resultWord(resultOf(requestRow(request))),
                                Format::bytes(double(request.bytes))};
        for (int column = 0; column < 4; ++column) {
            auto *item = new QTableWidgetItem(texts.at(column));
            item->setToolTip(column == 1 ? QString::fromStdString(request.repo + ' ' + request.path + request.target)
                                         : texts.at(column));
            if (column == 3)
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_table->setItem(int(i), column, item);
        }
    }
}

void ClientRequests::showBypass()
{
    m_bypass->setVisible(!m_bypassed.isEmpty());
    m_bypassText->setText(
        tr("Metadata comes from here, some file bytes do not. This client took the key for %1, and then "
           "read nothing of it here: it follows links past the mirror. With this setting on the "
           "client its files come from here, too:")
            .arg(m_bypassed.join(u", "_s)));
    m_copyFix->setText(tr("Copy %1").arg(bypassFix()));
    m_copyFix->setAccessibleName(m_copyFix->text());
}

void ClientRequests::retranslate()
{
    m_title->setText(tr("Last requests"));
    m_nothing->setText(tr("None that is remembered."));
    m_table->setAccessibleName(tr("Last requests"));
    showRows();
    showBypass();
}

} // namespace mirrorlake::ui
