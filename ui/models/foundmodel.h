// What a search found, in the order of the answer, page after page; the next page is asked for when the list is
// scrolled to its end. Thread: GUI.
#pragma once

#include "library/search.h"

#include <QAbstractListModel>

namespace mirrorlake::ui {

class FoundModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        SecondLineRole = Qt::UserRole, ///< task, author's figures, date
        SizeRole,                      ///< "7.62 B", or empty
        BadgeRole,                     ///< "15.2 GB here", "gated · 13 B here" or empty
        BadgeToneRole,                 ///< "lan" or "warn"; how much of the whole is here is not known
        IconRole,
    };

    using QAbstractListModel::QAbstractListModel;

    /// A new search: replaces all.
    void replace(library::SearchAnswer answer);
    /// Its next page.
    void append(library::SearchAnswer answer);
    void clear();
    const std::vector<library::FoundRepo> &repos() const { return m_repos; }
    const std::string &next() const { return m_next; }
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

signals:
    void moreWanted(const std::string &cursor);

private:
    QString secondLine(const library::FoundRepo &repo) const;
    QString badge(const library::FoundRepo &repo) const;
    QString spoken(const library::FoundRepo &repo) const;

    std::vector<library::FoundRepo> m_repos;
    std::string m_next;
    bool m_isAsked = false;
};

/// "7.62 B" of parameters; empty when they are not known.
QString parametersText(std::int64_t parameters);
/// "12 Jan 2025" of an ISO time; empty for none.
QString dateText(const std::string &iso);

} // namespace mirrorlake::ui
