#include "ui/adopt/foundcommits.h"

#include "ui/format/format.h"

namespace mirrorlake::ui {

namespace {

constexpr TableColumn tableColumns[] = {
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::FoundCommits", "Repo")},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::FoundCommits", "Commit"), .widest = u"0123456789"},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::FoundCommits", "Files"), .side = Qt::AlignRight, .widest = u"100 000"},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::FoundCommits", "Size"), .side = Qt::AlignRight, .widest = u"999.9 GB"},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::FoundCommits", "Named by"), .widest = u"The folder itself"},
};
static_assert(std::size(tableColumns) == FoundCommits::ColumnCount);

constexpr qsizetype shownCommit = 10;

} // namespace

void FoundCommits::update(std::vector<adopt::FoundCommit> found)
{
    std::ranges::sort(found, FoundBefore());
    const auto same = std::ranges::unique(
        found, [](const auto &a, const auto &b) { return !FoundBefore()(a, b) && !FoundBefore()(b, a); });
    found.erase(same.begin(), same.end());
    bringTo(std::move(found));
}

std::span<const TableColumn> FoundCommits::columns() const
{
    return tableColumns;
}

QVariant FoundCommits::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const adopt::FoundCommit &found = rows()[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(found, index.column());
    case Qt::ToolTipRole:
        return index.column() == Commit ? QString::fromStdString(found.commit)
               : index.column() == Size ? Format::exactBytes(found.bytes)
                                        : text(found, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Repo
                   ? tr("%1 at %2, %3 files, %4")
                         .arg(text(found, Repo), text(found, Commit), text(found, Files), text(found, Size))
                   : text(found, index.column());
    case SortRole:
        if (index.column() == Files)
            return qint64(found.files);
        return index.column() == Size ? QVariant(qint64(found.bytes)) : QVariant(text(found, index.column()));
    default:
        return KeyedRows::data(index, role);
    }
}

QString FoundCommits::text(const adopt::FoundCommit &found, int column) const
{
    switch (Column(column)) {
    case Repo:
        return QString::fromStdString(found.repo);
    case Commit:
        return QString::fromStdString(found.commit).left(shownCommit);
    case Files:
        return Format::count(found.files);
    case Size:
        return Format::bytes(double(found.bytes));
    case Known:
        return found.isConfirmed ? tr("The Hub") : tr("The folder itself");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace mirrorlake::ui
