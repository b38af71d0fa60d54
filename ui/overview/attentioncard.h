// The card "Needs attention". Thread: GUI.
#pragma once

#include "ui/overview/attention.h"

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace mirrorlake::ui {

class Theme;

class AttentionCard final : public QFrame
{
    Q_OBJECT

public:
    explicit AttentionCard(const Theme &theme, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot);
    using QFrame::show;

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    QWidget *makeRow(const AttentionItem &item);
    void retranslate();

    const Theme &m_theme;
    std::vector<AttentionItem> m_items;
    QLabel *m_title;
    QLabel *m_count;
    QLabel *m_none;
    QVBoxLayout *m_rows;
};

} // namespace mirrorlake::ui
