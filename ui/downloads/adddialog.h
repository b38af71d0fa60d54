// What to fetch ahead: names, URLs or a list, each on its line; below it what was understood of each line while it is
// typed, and when and how it is to run. Lines that name nothing are marked and left out. What the mirror refuses is
// said below and the dialog stays. Thread: GUI.
#pragma once

#include "preload/job.h"
#include "ui/context.h"
#include "ui/downloads/wishmodel.h"
#include "ui/downloads/wishsizes.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace mirrorlake::ui {

class AddOptions;

class AddDialog final : public QDialog
{
    Q_OBJECT

public:
    AddDialog(const Context &context, const QString &text, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *makeTable();
    void check();
    void learn();
    void showSum();
    QString sumText() const;
    void showFit();
    void order();
    void follow(preload::JobId job, const preload::Wish &wish, int position);
    void takeAnswer(const Result<void> &answer);
    void showFault(const QString &sentence, const QString &detail);
    void retranslate();

    Context m_context;
    WishModel m_wishes;
    WishSizes m_sizes;
    std::size_t m_unanswered = 0;
    bool m_isRefused = false;
    bool m_isTooLong = false;
    QLabel *m_title;
    QLabel *m_help;
    QPlainTextEdit *m_input;
    QTableView *m_table;
    AddOptions *m_options;
    QLabel *m_summary;
    QLabel *m_fit;
    QPushButton *m_add;
    QPushButton *m_cancel;
};

} // namespace mirrorlake::ui
