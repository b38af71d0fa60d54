// What happened to one job, line by line; can be selected and copied. Lines are as the mirror wrote them, in English.
// Thread: GUI.
#pragma once

#include "preload/jobdetail.h"
#include "ui/parts/copyfeedback.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace mirrorlake::ui {

class Theme;

class JobLogView final : public QWidget
{
    Q_OBJECT

public:
    explicit JobLogView(const Theme &theme, QWidget *parent = nullptr);

    /// What is selected, and where the view stands, is kept while nothing new has come.
    void show(const std::vector<preload::JobLine> &lines);
    using QWidget::show;
    void retranslate();

private:
    QPlainTextEdit *m_text;
    QPushButton *m_copy;
    CopyFeedback m_copied;
};

} // namespace mirrorlake::ui
