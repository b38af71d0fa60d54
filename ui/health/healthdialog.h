// Looks at the mirror and its surroundings and says of each thing whether it is well, with the next step where it is
// not; can be run again and copied as text. Thread: GUI.
#pragma once

#include "control/checkup.h"
#include "ui/context.h"

#include <QDialog>

#include <optional>

class QLabel;
class QPushButton;
class QScrollArea;

namespace mirrorlake::ui {

class CopyFeedback;

class HealthDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit HealthDialog(const Context &context, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void run();
    void take(const Result<control::Checkup> &answer);
    void showFindings();
    QWidget *makeRow(const control::Finding &finding);
    QPushButton *makeFix(const control::Finding &finding, QWidget *parent);
    void retranslate();

    Context m_context;
    std::optional<control::Checkup> m_checkup;
    std::optional<Error> m_error;
    bool m_isRunning = false;
    QLabel *m_verdict;
    QLabel *m_when;
    QPushButton *m_again;
    QScrollArea *m_table;
    QLabel *m_note;
    QPushButton *m_copy;
    CopyFeedback *m_copied;
    QPushButton *m_close;
};

} // namespace mirrorlake::ui
