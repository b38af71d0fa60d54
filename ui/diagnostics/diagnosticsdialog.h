// Shows what would be saved for somebody who helps, file by file, and saves it as one archive. Thread: GUI.
#pragma once

#include "ui/context.h"
#include "ui/diagnostics/diagnostics.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace mirrorlake::ui {

class DiagnosticsDialog final : public QDialog
{
    Q_OBJECT

public:
    DiagnosticsDialog(const Context &context, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void save();
    void choosePath();
    void retranslate();

    const std::vector<DiagnosticFile> m_files;
    QLabel *m_title;
    QLabel *m_help;
    QComboBox *m_which;
    QPlainTextEdit *m_text;
    QLabel *m_pathCaption;
    QLineEdit *m_path;
    QPushButton *m_choose;
    QLabel *m_outcome;
    QPushButton *m_save;
    QPushButton *m_close;
};

} // namespace mirrorlake::ui
