// URL and token of a mirror elsewhere. Thread: GUI.
#pragma once

#include "base/error.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace mirrorlake::ui {

class MirrorBook;

class ConnectDialog final : public QDialog
{
    Q_OBJECT

public:
    ConnectDialog(MirrorBook &book, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void connectToIt();
    void take(const Result<bool> &answer);
    void add();
    void say(const QString &sentence, bool isFault);
    void retranslate();

    MirrorBook &m_book;
    QString m_unanswered; ///< URL that was asked in vain: asked for again, it is taken all the same
    QLabel *m_title;
    QLabel *m_help;
    QLabel *m_urlCaption;
    QLineEdit *m_url;
    QLabel *m_tokenCaption;
    QLineEdit *m_token;
    QCheckBox *m_remember;
    QLabel *m_fault;
    QPushButton *m_connect;
    QPushButton *m_cancel;
};

} // namespace mirrorlake::ui
