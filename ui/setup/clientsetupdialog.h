// How to point a client at this mirror: the address, the line for each shell with Copy, and the QR code; and
// whether a client got through. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "ui/context.h"

#include <QDialog>

#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace mirrorlake::ui {

class CopyFeedback;
class ElidedLabel;
class FirstRequest;
class PersistButton;

class ClientSetupDialog final : public QDialog
{
    Q_OBJECT

public:
    ClientSetupDialog(const Context &context, QWidget *parent);

    /// Keeps the chosen address while it is still among them.
    void show(const std::vector<control::ServedAddress> &addresses);
    using QDialog::show;

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Line
    {
        QLabel *shell;
        ElidedLabel *command;
        QToolButton *copy;
        CopyFeedback *feedback;
    };

    QWidget *makeText();
    QWidget *makePersist();
    QWidget *makeCode();
    QWidget *makeFooter();
    void addLine(QGridLayout &grid, int row);
    void fill();
    void namePersist();
    void retranslate();
    QString url() const;
    void saveImage();

    Context m_context;
    QLabel *m_title;
    QLabel *m_help;
    QLabel *m_addressCaption;
    QComboBox *m_address;
    std::vector<Line> m_lines;
    QLabel *m_code;
    QLabel *m_codeHelp;
    QPushButton *m_save;
    QPushButton *m_copyImage;
    CopyFeedback *m_imageFeedback;
    QPushButton *m_close;
    PersistButton *m_persist;
    QLabel *m_persistWords;
    FirstRequest *m_first;
    std::vector<control::ServedAddress> m_addresses;
};

} // namespace mirrorlake::ui
