#include "ui/models/foundmodel.h"

#include "sweep/pin.h"
#include "ui/format/format.h"

#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

using library::FoundRepo;

QString parametersText(std::int64_t parameters)
{
    if (parameters <= 0)
        return {};
    constexpr QChar noBreakSpace(0x00a0);
    const double billions = double(parameters) / 1e9;
    if (billions >= 1)
        return QString::number(billions, 'f', billions < 9.995 ? 2 : 1) + noBreakSpace + u'B';
    return QString::number(double(parameters) / 1e6, 'f', 0) + noBreakSpace + u'M';
}

QString dateText(const std::string &iso)
{
    const QDateTime time = QDateTime::fromString(QString::fromStdString(iso), Qt::ISODate);
    return time.isValid() ? Format::date(time.toSecsSinceEpoch()) : QString();
}

void FoundModel::replace(library::SearchAnswer answer)
{
    beginResetModel();
    m_repos = std::move(answer.repos);
    m_next = std::move(answer.next);
    m_isAsked = false;
    endResetModel();
}

void FoundModel::append(library::SearchAnswer answer)
{
    m_next = std::move(answer.next);
    m_isAsked = false;
    if (answer.repos.empty())
        return;
    const int first = int(m_repos.size());
    beginInsertRows({}, first, first + int(answer.repos.size()) - 1);
    m_repos.insert(m_repos.end(), std::make_move_iterator(answer.repos.begin()),
                   std::make_move_iterator(answer.repos.end()));
    endInsertRows();
}

void FoundModel::clear()
{
    replace({});
}

void FoundModel::retranslate()
{
    if (!m_repos.empty())
        emit dataChanged(index(0), index(int(m_repos.size()) - 1));
}

int FoundModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_repos.size());
}

bool FoundModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_next.empty() && !m_isAsked;
}

void FoundModel::fetchMore(const QModelIndex &)
{
    if (m_next.empty() || std::exchange(m_isAsked, true))
        return;
    emit moreWanted(m_next);
}

QVariant FoundModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FoundRepo &repo = m_repos[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return QString::fromStdString(repo.repo.id.text());
    case Qt::AccessibleTextRole:
        return spoken(repo);
    case SecondLineRole:
        return secondLine(repo);
    case SizeRole:
        return parametersText(repo.parameters);
    case BadgeRole:
        return badge(repo);
    case BadgeToneRole:
        return repo.isGated || repo.isPrivate ? u"warn"_s : u"lan"_s;
    case IconRole:
        return repo.repo.type == RepoType::Dataset ? u"dataset"_s : u"models"_s;
    default:
        return {};
    }
}

QString FoundModel::secondLine(const FoundRepo &repo) const
{
    QStringList parts;
    if (repo.isGone)
        parts += tr("gone upstream");
    if (!repo.task.empty())
        parts += QString::fromStdString(repo.task);
    if (const QString date = dateText(repo.lastModified); !date.isEmpty())
        parts += date;
    if (repo.downloads > 0)
        parts += tr("%1 downloads", nullptr, int(std::min<std::int64_t>(repo.downloads, 1'000'000)))
                     .arg(Format::count(repo.downloads));
    return parts.join(u" · "_s);
}

QString FoundModel::badge(const FoundRepo &repo) const
{
    QStringList words;
    if (repo.isGated || repo.isPrivate)
        words += repo.isGated ? tr("gated") : tr("private");
    if (repo.held.bytes > 0)
        words += tr("%1 here").arg(Format::bytes(double(repo.held.bytes)));
    return words.join(u" · "_s);
}

QString FoundModel::spoken(const FoundRepo &repo) const
{
    QStringList parts{QString::fromStdString(sweep::nameOf(repo.repo)), secondLine(repo)};
    for (const QString &part : {parametersText(repo.parameters), badge(repo)}) {
        if (!part.isEmpty())
            parts += part;
    }
    return parts.join(u", "_s);
}

} // namespace mirrorlake::ui
