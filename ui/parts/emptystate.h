// What stands where there is nothing yet: an icon, one sentence, one action, seldom two. Thread: GUI.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace mirrorlake::ui {

class Theme;

class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const Theme &theme, const QString &icon, QWidget *parent = nullptr);

    /// Without action there is no link.
    void setTexts(const QString &sentence, const QString &action = {}, const QString &second = {});

signals:
    void actionChosen();
    void secondChosen();

private:
    QLabel *m_sentence;
    QPushButton *m_action;
    QPushButton *m_second;
};

} // namespace mirrorlake::ui
