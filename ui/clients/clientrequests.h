// The last requests of one client, asked of the mirror every few seconds while they can be seen, and a word when the
// client goes round the mirror. Thread: GUI; never waits.
#pragma once

#include "control/upkeeporder.h"
#include "ui/context.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QTableWidget;

namespace mirrorlake::ui {

class ClientRequests final : public QWidget
{
    Q_OBJECT

public:
    explicit ClientRequests(const Context &context, QWidget *parent = nullptr);

    void setClient(const QString &address);
    void retranslate();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeBypass();
    void ask();
    void take(std::vector<meter::RequestRecord> requests);
    void showRows();
    void showBypass();

    const Context m_context;
    QString m_client;
    std::vector<meter::RequestRecord> m_own; ///< of this client, newest last
    QStringList m_bypassed;
    QTimer m_timer;
    QWidget *m_bypass;
    QLabel *m_bypassText;
    QPushButton *m_copyFix;
    QLabel *m_title;
    QLabel *m_nothing;
    QTableWidget *m_table;
};

} // namespace mirrorlake::ui
