// How much one client took on each of the last days. Asked for while it can be seen, and once a minute after that.
// Thread: GUI; never waits.
#pragma once

#include "catalog/dayrow.h"
#include "ui/clients/clientpane.h"

class QLabel;

namespace mirrorlake::ui {

class DayBars;

class ClientHistory final : public ClientPane
{
    Q_OBJECT

public:
    explicit ClientHistory(const Context &context, QWidget *parent = nullptr);

    void retranslate();

protected:
    control::UpkeepOrder order() const override;
    void take(const control::UpkeepAnswer &answer) override;

private:
    void showRows();

    std::vector<catalog::DayRow> m_rows;
    QLabel *m_title;
    QLabel *m_sum;
    DayBars *m_bars;
};

} // namespace mirrorlake::ui
