// What the mirror says of itself: the newest lines, by level, part and words, with the whole of the chosen one below.
// Lines stay in English so that they can be searched for. Thread: GUI.
#pragma once

#include "ui/context.h"
#include "ui/log/logfilter.h"
#include "ui/log/logtablemodel.h"
#include "ui/shell/page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace mirrorlake::ui {

class EmptyState;
class Segments;

class LogPage final : public Page
{
    Q_OBJECT

public:
    explicit LogPage(const Context &context, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot) override;
    using Page::show;

protected:
    void becomeNarrow(bool isNarrow) override;
    void retranslate() override;

private:
    QWidget *makeTools();
    QWidget *makeList();
    QWidget *makeExplanation();
    void buildTable();
    void follow();
    void collectParts(const std::vector<log::Line> &news);
    void setPaused(bool isPaused);
    void showCounts();
    void showChosen();
    void clearFilter();
    void openFolder();
    QString chosenLine() const;

    Context m_context;
    LogTableModel m_lines;
    LogFilter m_filter;
    std::uint64_t m_next = 0; ///< of the log
    bool m_isPaused = false;
    Segments *m_levels;
    QComboBox *m_parts;
    QLineEdit *m_words;
    QLabel *m_count;
    QPushButton *m_pause;
    QToolButton *m_folder;
    QPushButton *m_diagnostics;
    QStackedWidget *m_stack;
    QTableView *m_table;
    EmptyState *m_empty;
    QWidget *m_explanation;
    QLabel *m_chosen;
    QPushButton *m_copy;
    QLabel *m_foot;
};

} // namespace mirrorlake::ui
