// What this is, in which version, made of what, under which licences. Thread: GUI.
#pragma once

#include <QDialog>

class QLabel;
class QPushButton;
class QTableWidget;

namespace mirrorlake::ui {

class AboutDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fillTable();
    void copyAll() const;
    void retranslate();

    QLabel *m_version;
    QLabel *m_what;
    QLabel *m_licence;
    QTableWidget *m_table;
    QPushButton *m_copy;
    QPushButton *m_close;
};

} // namespace mirrorlake::ui
