// "On each client": the line to paste for the chosen shell, with Copy. Thread: GUI.
#pragma once

#include "ui/context.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace mirrorlake::ui {

class CopyFeedback;
class PersistButton;
class Segments;

class ClientLinePanel final : public QWidget
{
    Q_OBJECT

public:
    ClientLinePanel(const Context &context, QWidget *parent = nullptr);

    void setUrl(const QString &url);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fill();
    void retranslate();

    Context m_context;
    QString m_url;
    QLabel *m_title;
    Segments *m_shells;
    QLineEdit *m_command;
    QToolButton *m_copy;
    CopyFeedback *m_copied;
    QPushButton *m_setup;
    QPushButton *m_test;
    PersistButton *m_persist;
};

} // namespace mirrorlake::ui
