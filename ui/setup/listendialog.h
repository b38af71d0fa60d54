// Where to listen: who may reach the mirror, and the port. Accepting saves it through control and starts the mirror
// when asked to; what control refuses is said below the fields and the dialog stays. Thread: GUI.
#pragma once

#include "ui/context.h"
#include "ui/setup/listenchoices.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace mirrorlake::ui {

class ListenDialog final : public QDialog
{
    Q_OBJECT

public:
    ListenDialog(const Context &context, std::vector<ListenChoice> choices, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void chooseCurrent();
    void save();
    void retranslate();
    QString textOf(const ListenChoice &choice) const;

    Context m_context;
    std::vector<ListenChoice> m_choices;
    QLabel *m_title;
    QLabel *m_help;
    QLabel *m_hostCaption;
    QComboBox *m_host;
    QLabel *m_portCaption;
    QSpinBox *m_port;
    QLabel *m_fault;
    QPushButton *m_save;
    QPushButton *m_cancel;
};

} // namespace mirrorlake::ui
