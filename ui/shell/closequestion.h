// Asked when the window is closed while the mirror serves: keep serving in the tray, wait and quit, quit now, or stay.
// Never asked twice at once. Thread: GUI.
#pragma once

#include <QDialog>

class QLabel;
class QPushButton;

namespace mirrorlake::ui {

class CloseQuestion final : public QDialog
{
    Q_OBJECT

public:
    struct Case
    {
        int activeClients = 0;
        bool hasTray = false;
        bool canKeep = false; ///< serving on without the window is offered
    };

    CloseQuestion(Case present, QWidget *parent);

    void setActiveClients(int count);

signals:
    void keepChosen();
    void waitChosen();
    void quitChosen();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    QString sentence() const;

    Case m_case;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_keep;
    QPushButton *m_wait;
    QPushButton *m_quit;
    QPushButton *m_stay;
};

} // namespace mirrorlake::ui
