#include "ui/wanted/wantedmodel.h"

#include "sweep/pin.h"
#include "ui/format/format.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr TableColumn tableColumns[] = {
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::WantedModel", "Repo")},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::WantedModel", "Revision"), .widest = u""},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::WantedModel", "File")},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::WantedModel", "Asked for"), .side = Qt::AlignRight, .widest = u""},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::WantedModel", "Last"), .side = Qt::AlignRight, .widest = u""},
};
static_assert(std::size(tableColumns) == WantedModel::ColumnCount);

constexpr qsizetype shortCommit = 10;

QString said(const std::string &text)
{
    return QString::fromStdString(text);
}

QString revisionText(const mirrorlake::Revision &revision)
{
    const QString text = said(revision.text());
    return CommitSha::parse(revision.text()) ? text.left(shortCommit) : text;
}

} // namespace

void WantedModel::update(const std::vector<catalog::Wanted> &wanted, std::int64_t now)
{
    m_now = now;
    std::vector<WantedRow> next;
    next.reserve(wanted.size());
    for (const catalog::Wanted &one : wanted)
        next.push_back({one});
    std::ranges::sort(next, WantedBefore());
    bringTo(std::move(next));
}

std::span<const TableColumn> WantedModel::columns() const
{
    return tableColumns;
}

QString WantedModel::widestText(int column) const
{
    switch (column) {
    case Revision:
        return QString(shortCommit, u'0');
    case Times:
        return tr("%n times", nullptr, 1000);
    case LastAsked:
        return Format::ago(1, 1 + 59 * 60) + u"  "_s;
    default:
        return ColumnedModel::widestText(column);
    }
}

QVariant WantedModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const catalog::Wanted &wanted = rows()[std::size_t(index.row())].wanted;
    switch (role) {
    case Qt::DisplayRole:
        return text(wanted, index.column());
    case Qt::ToolTipRole:
        return index.column() == LastAsked  ? Format::dateTime(wanted.askedAt)
               : index.column() == Revision ? said(wanted.revision.text())
                                            : text(wanted, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Repo
                   ? tr("%1, %2, asked for %3, last %4")
                         .arg(text(wanted, Repo), text(wanted, File), text(wanted, Times), text(wanted, LastAsked))
                   : text(wanted, index.column());
    case SortRole:
        return index.column() == Times       ? QVariant(qint64(wanted.times))
               : index.column() == LastAsked ? QVariant(qint64(wanted.askedAt))
                                             : QVariant(text(wanted, index.column()).toLower());
    default:
        return KeyedRows::data(index, role);
    }
}

QString WantedModel::text(const catalog::Wanted &wanted, int column) const
{
    switch (Column(column)) {
    case Repo:
        return said(sweep::nameOf(wanted.repo));
    case Revision:
        return revisionText(wanted.revision);
    case File:
        return wanted.path.empty() ? tr("the list of its files") : said(wanted.path);
    case Times:
        return tr("%n times", nullptr, int(wanted.times));
    case LastAsked:
        return Format::ago(wanted.askedAt, m_now);
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace mirrorlake::ui
