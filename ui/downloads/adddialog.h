// What to fetch ahead: names, URLs or a list, each on its line, checked while it is typed; which files; kept current or
// not. What the mirror refuses is said below and the dialog stays. Thread: GUI.
#pragma once

#include "preload/job.h"
#include "preload/wish.h"
#include "ui/context.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace mirrorlake::ui {

class AddDialog final : public QDialog
{
    Q_OBJECT

public:
    AddDialog(const Context &context, const QString &text, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void check();
    void order();
    void takeAnswer(const Result<preload::JobId> &answer);
    void showFault(const QString &sentence, const QString &detail);
    void retranslate();

    Context m_context;
    std::vector<preload::Wish> m_wishes;
    std::size_t m_unanswered = 0;
    bool m_isRefused = false;
    QLabel *m_title;
    QLabel *m_help;
    QPlainTextEdit *m_input;
    QLabel *m_presetCaption;
    QComboBox *m_preset;
    QCheckBox *m_keepCurrent;
    QLabel *m_summary;
    QPushButton *m_add;
    QPushButton *m_cancel;
};

} // namespace mirrorlake::ui
