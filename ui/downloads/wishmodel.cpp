#include "ui/downloads/wishmodel.h"

#include "ui/downloads/jobtext.h"
#include "ui/downloads/wishsizes.h"
#include "ui/format/errortext.h"
#include "ui/format/format.h"
#include "ui/format/tiptext.h"
#include "ui/models/fileselection.h"
#include "ui/theme/theme.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using preload::Choice;
using preload::Preset;
using preload::Wish;

namespace {

constexpr TableColumn tableColumns[] = {
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::WishModel", "Repo")},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::WishModel", "Revision"), .least = 110},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::WishModel", "Files"), .least = 120},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::WishModel", "Size"), .side = Qt::AlignRight, .least = 92},
    {.title = QT_TRANSLATE_NOOP("mirrorlake::ui::WishModel", "What is here"), .least = 190},
};
static_assert(std::size(tableColumns) == WishModel::ColumnCount);

QString said(const std::string &text)
{
    return QString::fromStdString(text);
}

/// Those that say something of the repository, not of the mirror or of the way to the Hub.
std::optional<ErrorCode> faultOf(const Error &error)
{
    switch (error.code) {
    case ErrorCode::RepoNotFound:
    case ErrorCode::RevisionNotFound:
    case ErrorCode::GatedRepo:
    case ErrorCode::AccessDenied:
        return error.code;
    default:
        return std::nullopt;
    }
}

} // namespace

void WishModel::setLines(std::vector<preload::WishLine> lines)
{
    beginResetModel();
    m_rows.clear();
    for (preload::WishLine &line : lines)
        m_rows.push_back({std::move(line)});
    endResetModel();
    count();
}

void WishModel::setPreset(Preset preset)
{
    m_preset = preset;
}

void WishModel::learn(const WishSizes &sizes)
{
    for (Row &row : m_rows) {
        const Result<library::Card> *card = row.line.wish ? sizes.of(*row.line.wish) : nullptr;
        row.size = card && *card ? sizeOf(*row.line.wish, **card) : std::nullopt;
        row.room = card && *card ? (*card)->freeSpace : 0;
        row.fault = card && !*card ? faultOf(card->error()) : std::nullopt;
    }
    count();
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

std::vector<Wish> WishModel::chosen() const
{
    std::vector<Wish> wishes;
    for (const Row &row : m_rows) {
        if (!isChosen(row))
            continue;
        wishes.push_back(*row.line.wish);
        wishes.back().choice = choiceOf(*row.line.wish);
    }
    return wishes;
}

bool WishModel::isChosen(const Row &row) const
{
    return row.line.wish && !m_leftOut.contains(row.line.text);
}

Choice WishModel::choiceOf(const Wish &wish) const
{
    Choice choice = wish.choice;
    if (choice.preset == Preset::Everything)
        choice.preset = m_preset;
    return choice;
}

/// Nothing when the card does not list all files that would have to be added up.
std::optional<WishModel::Amount> WishModel::sizeOf(const Wish &wish, const library::Card &card) const
{
    const Choice choice = choiceOf(wish);
    if (choice == Choice())
        return Amount{card.bytes, card.heldBytes};
    if (card.fileCount > std::int64_t(card.files.size()))
        return std::nullopt;
    const QSet<QString> names = filesOf(card.files, choice);
    Amount size;
    for (const library::CardFile &file : card.files) {
        if (!names.contains(said(file.path)))
            continue;
        size.bytes += file.size;
        size.held += file.presence == library::Presence::Complete ? file.size : 0;
    }
    return size;
}

void WishModel::count()
{
    m_sum = {};
    for (const Row &row : m_rows) {
        m_sum.wrong += row.line.wish ? 0 : 1;
        if (!isChosen(row))
            continue;
        ++m_sum.count;
        m_sum.unknown += row.size ? 0 : 1;
        m_sum.bytes += row.size ? row.size->bytes : 0;
        m_sum.held += row.size ? row.size->held : 0;
        m_sum.room = std::max(m_sum.room, row.room);
    }
}

std::span<const TableColumn> WishModel::columns() const
{
    return tableColumns;
}

int WishModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant WishModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return tipText(toolTip(row));
    case Qt::ForegroundRole:
        return color(row, index.column());
    case Qt::CheckStateRole:
        return index.column() == Repo && row.line.wish ? QVariant(isChosen(row) ? Qt::Checked : Qt::Unchecked)
                                                       : QVariant();
    case Qt::DecorationRole:
        if (index.column() != Repo)
            return {};
        if (!row.line.wish)
            return m_theme.icon(u"error"_s, Token::Error);
        return m_theme.icon(row.line.wish->repo.type == RepoType::Dataset ? u"dataset"_s : u"models"_s);
    default:
        return ColumnedModel::data(index, role);
    }
}

bool WishModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const std::string &line = m_rows[std::size_t(index.row())].line.text;
    if (value.toInt() == Qt::Checked)
        m_leftOut.erase(line);
    else
        m_leftOut.insert(line);
    count();
    emit dataChanged(this->index(0, 0), this->index(rowCount() - 1, ColumnCount - 1)); // others may say the same
    emit chosenChanged();
    return true;
}

Qt::ItemFlags WishModel::flags(const QModelIndex &index) const
{
    const bool canBeLeftOut = index.column() == Repo && m_rows[std::size_t(index.row())].line.wish.has_value();
    return ColumnedModel::flags(index) | (canBeLeftOut ? Qt::ItemIsUserCheckable : Qt::NoItemFlags);
}

QString WishModel::text(const Row &row, int column) const
{
    if (!row.line.wish)
        return column == Repo ? said(row.line.text) : column == State ? state(row) : QString();
    const Wish &wish = *row.line.wish;
    const Choice choice = choiceOf(wish);
    switch (Column(column)) {
    case Repo:
        return said(wish.repo.id.text());
    case Revision:
        return said(wish.revision.text());
    case Files:
        if (choice.files.size() + choice.include.size() == 1)
            return said(choice.files.empty() ? choice.include.front() : choice.files.front());
        return choice == Choice() ? tr("all") : choiceTextOf(choice);
    case Size:
        return row.size ? Format::bytes(double(row.size->bytes)) : Format::none();
    case State:
        return state(row);
    case ColumnCount:
        break;
    }
    return {};
}

QString WishModel::state(const Row &row) const
{
    if (!row.line.wish)
        return tr("line %1 is not understood").arg(row.line.number);
    if (row.fault)
        return *row.fault == ErrorCode::RepoNotFound       ? tr("not found")
               : *row.fault == ErrorCode::RevisionNotFound ? tr("no such revision")
                                                           : tr("needs a token");
    if (row.size && row.size->bytes == 0)
        return tr("no such files");
    if (!row.size || row.size->held == 0)
        return row.size ? tr("new") : QString();
    return row.size->held >= row.size->bytes ? tr("cached") : tr("%1 here").arg(Format::bytes(double(row.size->held)));
}

QVariant WishModel::color(const Row &row, int column) const
{
    if (!row.line.wish)
        return m_theme.color(Token::Error);
    if (column != State)
        return isChosen(row) ? QVariant() : m_theme.color(Token::TextMuted);
    if (row.fault)
        return m_theme.color(Token::Warn);
    const bool isHere = row.size && row.size->bytes > 0 && row.size->held >= row.size->bytes;
    return m_theme.color(isHere ? Token::Ok : Token::TextMuted);
}

QString WishModel::toolTip(const Row &row) const
{
    if (row.line.wish)
        return row.fault ? sentenceFor(*row.fault) : said(row.line.text);
    return tr("Write org/name, org/name@revision, org/name:Q4_K_M, datasets/org/name or a URL of the Hub.") + u'\n' +
           detailOf(row.line.wish.error());
}

} // namespace mirrorlake::ui
