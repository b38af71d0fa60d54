// What the start will use: address, upstream, room on the disk, who may connect; with a mark where something is known
// to be good or bad and none where it was not checked. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "ui/context.h"

#include <QFrame>

#include <array>

class QGridLayout;
class QLabel;
class QPushButton;

namespace mirrorlake::ui {

class ElidedLabel;
class IconLabel;

class Preflight final : public QFrame
{
    Q_OBJECT

public:
    Preflight(const Context &context, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot);
    using QFrame::show;

protected:
    void changeEvent(QEvent *event) override;

private:
    enum Row
    {
        Address,
        Upstream,
        Cache,
        Access,
        RowCount
    };
    enum class Verdict
    {
        Unknown,
        Good,
        Bad
    };
    struct Line
    {
        QLabel *caption;
        ElidedLabel *value;
        QLabel *remark;
        IconLabel *mark;
    };

    Line addLine(QGridLayout &grid, int row, const QString &icon);
    void setLine(Row row, const QString &value, const QString &remark, Verdict verdict);
    void fill();
    void retranslate();

    Context m_context;
    std::optional<ErrorCode> m_failure;
    std::string m_upstream;
    qint64 m_freeSpace = 0;
    QLabel *m_title;
    std::array<Line, RowCount> m_lines;
    QPushButton *m_change;
    QPushButton *m_health;
};

} // namespace mirrorlake::ui
