// The last requests of one client, asked of the mirror every few seconds while they can be seen, and a word when the
// client goes round the mirror. Thread: GUI; never waits.
#pragma once

#include "ui/clients/clientpane.h"

class QLabel;
class QPushButton;
class QTableWidget;

namespace mirrorlake::ui {

class ClientRequests final : public ClientPane
{
    Q_OBJECT

public:
    explicit ClientRequests(const Context &context, QWidget *parent = nullptr);

    void retranslate();

protected:
    control::UpkeepOrder order() const override;
    void take(const control::UpkeepAnswer &answer) override;

private:
    QWidget *makeBypass();
    void showRows();
    void showBypass();

    std::vector<meter::RequestRecord> m_own; ///< of this client, newest last
    QStringList m_bypassed;
    QWidget *m_bypass;
    QLabel *m_bypassText;
    QPushButton *m_copyFix;
    QLabel *m_title;
    QLabel *m_nothing;
    QTableWidget *m_table;
};

} // namespace mirrorlake::ui
