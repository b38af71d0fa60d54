// The dot beside the state word: full when serving, hollow when stopped, red when failed. Never alone, a word stands by
// it. Thread: GUI.
#pragma once

#include "control/snapshot.h"

#include <QWidget>

namespace mirrorlake::ui {

class Theme;

class StateDot final : public QWidget
{
    Q_OBJECT

public:
    explicit StateDot(const Theme &theme, QWidget *parent = nullptr);

    void setState(control::MirrorState state);
    QSize sizeHint() const override { return {10, 10}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    control::MirrorState m_state = control::MirrorState::Stopped;
};

} // namespace mirrorlake::ui
