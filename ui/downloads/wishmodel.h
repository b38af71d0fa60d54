// The lines of a list, each with what was understood of it: repository, revision, files, how large it is and how much
// of it is here; or what is wrong with it. Good ones can be left out by their check box. Thread: GUI.
#pragma once

#include "library/card.h"
#include "preload/wish.h"
#include "ui/parts/columnedmodel.h"

#include <optional>
#include <set>

namespace mirrorlake::ui {

class Theme;
class WishSizes;

class WishModel final : public ColumnedModel
{
    Q_OBJECT

public:
    enum Column
    {
        Repo,
        Revision,
        Files,
        Size,
        State,
        ColumnCount
    };
    struct Sum
    {
        qint64 count = 0;   ///< of lines that are chosen
        qint64 unknown = 0; ///< of these: how large they are is not known
        qint64 bytes = 0;
        qint64 held = 0;  ///< of bytes: here already
        qint64 wrong = 0; ///< lines that name nothing
        qint64 room = 0;  ///< bytes that may still be written; 0 while not known
    };

    explicit WishModel(const Theme &theme, QObject *parent = nullptr) : ColumnedModel(parent), m_theme(theme) {}

    void setLines(std::vector<preload::WishLine> lines);
    /// Of the lines that do not say themselves which files are meant.
    void setPreset(preload::Preset preset);
    void learn(const WishSizes &sizes);
    /// Those that are good and not left out, with their files.
    std::vector<preload::Wish> chosen() const;
    const Sum &sum() const { return m_sum; }

    std::span<const TableColumn> columns() const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    void chosenChanged();

private:
    struct Amount
    {
        qint64 bytes = 0;
        qint64 held = 0;
    };
    struct Row
    {
        preload::WishLine line;
        std::optional<Amount> size{};
        qint64 room = 0;
        std::optional<ErrorCode> fault{}; ///< of the repository itself
    };

    bool isChosen(const Row &row) const;
    preload::Choice choiceOf(const preload::Wish &wish) const;
    std::optional<Amount> sizeOf(const preload::Wish &wish, const library::Card &card) const;
    void count();
    QString text(const Row &row, int column) const;
    QString state(const Row &row) const;
    QVariant color(const Row &row, int column) const;
    QString toolTip(const Row &row) const;

    const Theme &m_theme;
    std::vector<Row> m_rows;
    std::set<std::string> m_leftOut; ///< by what their lines say
    preload::Preset m_preset = preload::Preset::Everything;
    Sum m_sum;
};

} // namespace mirrorlake::ui
