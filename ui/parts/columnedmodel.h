// A table model whose columns are declared once, as a table of plain data: title, side, width. Heads, alignment, widths
// and a change of language are the same for all of them and live here. Thread: GUI.
#pragma once

#include <QAbstractTableModel>

#include <span>

class QTableView;

namespace mirrorlake::ui {

struct TableColumn
{
    const char *title; ///< QT_TRANSLATE_NOOP in the context of the model
    Qt::AlignmentFlag side = Qt::AlignLeft;
    const char16_t *widest = nullptr; ///< a text as wide as they get; none and no least width: fitColumns leaves it
    int room = 0;                     ///< pixels beside the text, for a mark or a bar
    int least = 0;                    ///< pixels
};

class ColumnedModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// In the order of the model's enum.
    virtual std::span<const TableColumn> columns() const = 0;
    /// For columns whose widest text depends on the language.
    virtual QString widestText(int column) const;
    /// All texts changed their language.
    void retranslate();

    int columnCount(const QModelIndex &parent = {}) const override;
    /// The alignment, of which a model need not speak.
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QVariant alignment(int column) const;
};

/// Makes the columns of a table that shows the model as wide as their widest texts and heads.
void fitColumns(QTableView &table, const ColumnedModel &model, int padding = 22);

} // namespace mirrorlake::ui
