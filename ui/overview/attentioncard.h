// The card "Needs attention": what it is, and the link that leads to where it can be mended. Thread: GUI.
#pragma once

#include "ui/context.h"
#include "ui/overview/attention.h"

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace mirrorlake::ui {

class AttentionCard final : public QFrame
{
    Q_OBJECT

public:
    explicit AttentionCard(const Context &context, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot);
    using QFrame::show;

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    QWidget *makeRow(const AttentionItem &item);
    void retranslate();

    void mend(AttentionFix fix);

    const Context m_context;
    std::vector<AttentionItem> m_items;
    QLabel *m_title;
    QLabel *m_count;
    QLabel *m_none;
    QVBoxLayout *m_rows;
    QLabel *m_more; ///< how many are not shown
};

} // namespace mirrorlake::ui
