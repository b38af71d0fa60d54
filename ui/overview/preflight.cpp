#include "ui/overview/preflight.h"

#include "control/control.h"
#include "ui/format/addresstext.h"
#include "ui/format/format.h"
#include "ui/format/names.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconlabel.h"
#include "ui/parts/parts.h"
#include "ui/shell/actions.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QGridLayout>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int lineHeight = 30;
constexpr int columns = 5;

} // namespace

Preflight::Preflight(const Context &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(makeLabel("emphasis", this)), m_lines{}, m_change(makeLink(this)),
      m_health(makeLink(this))
{
    setObjectName(u"preflightList"_s);
    setProperty("role", u"preflight"_s);
    m_change->setObjectName(u"changeAddressLink"_s);
    m_health->setObjectName(u"healthLink"_s);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(2, 1);
    static const std::array<QString, RowCount> icons{u"network"_s, u"upstream"_s, u"disk"_s, u"clients"_s};
    for (int row = 0; row < RowCount; ++row)
        m_lines[std::size_t(row)] = addLine(*grid, row, icons[std::size_t(row)]);
    m_lines[Address].value->setFont(fixedFont(9.5));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 12, 20, 12);
    layout->setSpacing(0);
    layout->addStretch();
    layout->addWidget(m_title);
    layout->addSpacing(8);
    layout->addLayout(grid);
    layout->addSpacing(8);
    auto *links = new QHBoxLayout;
    links->setSpacing(16);
    links->addWidget(m_change);
    links->addWidget(m_health);
    links->addStretch();
    layout->addLayout(links);
    layout->addStretch();
    setFixedWidth(480);
    connect(m_change, &QPushButton::clicked, context.actions.changeAddress, &QAction::trigger);
    connect(m_health, &QPushButton::clicked, context.actions.health, &QAction::trigger);
    retranslate();
}

Preflight::Line Preflight::addLine(QGridLayout &grid, int row, const QString &icon)
{
    grid.addWidget(makeLine(Qt::Horizontal, this), 2 * row, 0, 1, columns);
    grid.setRowMinimumHeight(2 * row + 1, lineHeight);
    Line line{makeLabel("muted", this), new ElidedLabel("", Qt::ElideMiddle, this), makeLabel("", this),
              new IconLabel(m_context.theme, u"ok"_s, Token::Ok, 16, this)};
    line.caption->setMinimumWidth(74);
    line.remark->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    grid.addWidget(new IconLabel(m_context.theme, icon, Token::TextMuted, 16, this), 2 * row + 1, 0);
    grid.addWidget(line.caption, 2 * row + 1, 1);
    grid.addWidget(line.value, 2 * row + 1, 2);
    grid.addWidget(line.remark, 2 * row + 1, 3);
    grid.addWidget(line.mark, 2 * row + 1, 4);
    return line;
}

void Preflight::show(const control::Snapshot &snapshot)
{
    m_failure = snapshot.failure ? std::optional(snapshot.failure->code) : std::nullopt;
    m_upstream = snapshot.upstream;
    m_freeSpace = snapshot.freeSpace;
    m_change->setEnabled(snapshot.state == control::MirrorState::Stopped ||
                         snapshot.state == control::MirrorState::Failed);
    fill();
}

void Preflight::fill()
{
    const settings::Settings settings = m_context.control.settings();
    QStringList listen;
    for (const std::string &address : settings.server.listen)
        listen << QString::fromStdString(address);
    const bool isTaken = m_failure == ErrorCode::CannotListen;
    setLine(Address, listen.join(u", "_s), isTaken ? tr("cannot be used") : QString(),
            isTaken ? Verdict::Bad : Verdict::Unknown);
    setLine(Upstream, hostOf(m_upstream.empty() ? settings.upstream.url : m_upstream),
            settings.upstream.offline ? tr("offline mode") : QString(), Verdict::Unknown);

    const bool isFolderBad = m_failure == ErrorCode::DataFolderInUse || m_failure == ErrorCode::DataFolderUnusable ||
                             m_failure == ErrorCode::ReadOnly || m_failure == ErrorCode::NoSpace;
    const QString room = m_freeSpace > 0 ? tr("%1 free").arg(Format::bytes(double(m_freeSpace))) : QString();
    const QString folder = QString::fromStdString(settings.dataFolder);
    setLine(Cache, folder.isEmpty() ? tr("default folder") : folder, isFolderBad ? tr("cannot be used") : room,
            isFolderBad      ? Verdict::Bad
            : room.isEmpty() ? Verdict::Unknown
                             : Verdict::Good);
    setLine(Access, accessText(settings.server.listen), {}, Verdict::Unknown);
}

void Preflight::setLine(Row row, const QString &value, const QString &remark, Verdict verdict)
{
    const Line &line = m_lines[row];
    line.value->setFullText(value);
    line.remark->setText(remark);
    line.mark->setVisible(verdict != Verdict::Unknown);
    line.mark->setIcon(verdict == Verdict::Bad ? u"error"_s : u"ok"_s,
                       verdict == Verdict::Bad ? Token::Error : Token::Ok);
}

void Preflight::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void Preflight::retranslate()
{
    m_title->setText(tr("What the mirror will use"));
    m_lines[Address].caption->setText(tr("Address"));
    m_lines[Upstream].caption->setText(tr("Upstream"));
    m_lines[Cache].caption->setText(tr("Cache"));
    m_lines[Access].caption->setText(tr("Access"));
    setButtonText(m_change, tr("Change the address…"));
    setButtonText(m_health, tr("Run full health check"));
    fill();
}

} // namespace mirrorlake::ui
