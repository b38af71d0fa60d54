// The user guide in the language of the window, as it came with the program: no network is needed to read it. Does not
// hold the window up. Thread: GUI.
#pragma once

#include <QDialog>

class QPushButton;
class QUrl;

namespace mirrorlake::ui {

class GuideText;

class GuideDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit GuideDialog(QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void openGuide();
    void follow(const QUrl &link);
    void retranslate();

    GuideText *m_text;
    QPushButton *m_top;
    QPushButton *m_close;
};

} // namespace mirrorlake::ui
