// How much one client took on each of the last days. Asked for while it can be seen, and once a minute after that.
// Thread: GUI; never waits.
#pragma once

#include "catalog/dayrow.h"
#include "ui/context.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace mirrorlake::ui {

class DayBars;

class ClientHistory final : public QWidget
{
    Q_OBJECT

public:
    explicit ClientHistory(const Context &context, QWidget *parent = nullptr);

    void setClient(const QString &address);
    void retranslate();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void ask();
    void take(std::vector<catalog::DayRow> rows);
    void showRows();

    const Context m_context;
    QString m_client;
    std::vector<catalog::DayRow> m_rows;
    QTimer m_timer;
    QLabel *m_title;
    QLabel *m_sum;
    DayBars *m_bars;
};

} // namespace mirrorlake::ui
