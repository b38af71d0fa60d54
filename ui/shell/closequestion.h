// Asked when the window is closed while clients download: wait and quit, quit now, or stay. Never asked twice at once.
// Thread: GUI.
#pragma once

#include <QDialog>

class QLabel;
class QPushButton;

namespace mirrorlake::ui {

class CloseQuestion final : public QDialog
{
    Q_OBJECT

public:
    CloseQuestion(int activeClients, QWidget *parent);

    void setActiveClients(int count);

signals:
    void waitChosen();
    void quitChosen();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    int m_active;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_wait;
    QPushButton *m_quit;
    QPushButton *m_stay;
};

} // namespace mirrorlake::ui
