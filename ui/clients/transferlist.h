// The files that one client is being sent: name, part of the file, how much of it is sent. Rows are made once and
// filled anew at each snapshot. Thread: GUI.
#pragma once

#include "meter/meter.h"

#include <QWidget>

#include <vector>

class QLabel;
class QProgressBar;
class QVBoxLayout;

namespace mirrorlake::ui {

class ElidedLabel;

class TransferList final : public QWidget
{
    Q_OBJECT

public:
    explicit TransferList(QWidget *parent = nullptr);

    void show(const std::vector<meter::ActiveTransfer> &transfers);
    using QWidget::show;

private:
    struct Row
    {
        QWidget *box;
        ElidedLabel *name;
        QLabel *amount;
        QProgressBar *bar;
    };
    Row makeRow();
    static void fill(const Row &row, const meter::ActiveTransfer &transfer);

    QVBoxLayout *m_layout;
    std::vector<Row> m_rows;
};

} // namespace mirrorlake::ui
