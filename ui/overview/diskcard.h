// Room on the disk of the cache: how much is free, and what the rest is, as a bar. Thread: GUI.
#pragma once

#include "control/snapshot.h"

#include <QFrame>

class QLabel;

namespace mirrorlake::ui {

class DiskBar;
class Theme;

class DiskCard final : public QFrame
{
    Q_OBJECT

public:
    explicit DiskCard(const Theme &theme, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot);
    using QFrame::show;

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void retranslate();

    qint64 m_free = 0;
    qint64 m_size = 0;
    QLabel *m_title;
    QLabel *m_freeText;
    DiskBar *m_bar;
    QLabel *m_legend;
};

} // namespace mirrorlake::ui
