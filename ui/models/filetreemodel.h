// The files of one revision in groups (weights, tokenizer and config, other) with a box to check before each; a group's
// box checks all of its files. Totals are kept, so that a hundred thousand files cost nothing to look at. Thread: GUI.
#pragma once

#include "library/card.h"

#include <QAbstractItemModel>
#include <QSet>

#include <array>

namespace mirrorlake::ui {

enum class FileGroup
{
    Weights,
    Config,
    Other
};

FileGroup groupOf(const std::string &path);

class FileTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Size,
        Cached,
        ColumnCount
    };
    enum Role
    {
        PresenceRole = Qt::UserRole, ///< library::Presence, of files
        IsGroupRole,
    };

    struct Sum
    {
        std::int64_t files = 0;
        std::int64_t chosen = 0;
        std::int64_t bytes = 0;
        std::int64_t chosenBytes = 0;
        std::int64_t chosenHeld = 0; ///< of chosenBytes, here already
    };

    using QAbstractItemModel::QAbstractItemModel;

    /// All are checked.
    void setFiles(std::vector<library::CardFile> files);
    const std::vector<library::CardFile> &files() const { return m_files; }
    /// Checks exactly these.
    void choose(const QSet<QString> &paths);
    std::vector<std::string> chosen() const;
    Sum sum() const;
    void retranslate();

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// A box was checked or cleared by hand.
    void chosenByHand();
    void sumChanged();

private:
    struct Group
    {
        FileGroup kind = FileGroup::Weights;
        std::vector<std::size_t> files; ///< places in m_files
        Sum sum;
    };

    const Group *groupAt(const QModelIndex &index) const; ///< nullptr for files
    std::size_t fileAt(const QModelIndex &index) const;
    void countAgain();
    void tellAll();
    QVariant groupData(const Group &group, int column, int role) const;
    QVariant fileData(std::size_t file, int column, int role) const;

    std::vector<library::CardFile> m_files;
    std::vector<bool> m_chosen;
    std::vector<Group> m_groups;
};

} // namespace mirrorlake::ui
