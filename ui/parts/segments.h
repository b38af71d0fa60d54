// A row of choices of which one is on. Keyboard: arrows move the choice. Thread: GUI.
#pragma once

#include <QButtonGroup>
#include <QFrame>

namespace mirrorlake::ui {

class Segments final : public QFrame
{
    Q_OBJECT

public:
    explicit Segments(QWidget *parent = nullptr);

    /// Replaces the texts; the first call makes the buttons, the first of them is on.
    void setTexts(const QStringList &texts);
    int current() const;
    void setCurrent(int index);

signals:
    void chosen(int index);

private:
    QButtonGroup m_group;
};

} // namespace mirrorlake::ui
