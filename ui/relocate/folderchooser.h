// A folder to type or to choose, and below it how much room its disk has. Thread: GUI; asks the system for the free
// space when the folder changes.
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace mirrorlake::ui {

class FolderChooser final : public QWidget
{
    Q_OBJECT

public:
    /// The objects in it are named after the name: nameFolder, nameRoom.
    FolderChooser(const QString &name, const QString &folder, QWidget *parent = nullptr);

    /// As typed, tidied.
    QString folder() const;
    void retranslate();

signals:
    void changed();

private:
    void choose();
    void showRoom();

    QLabel *m_caption;
    QLineEdit *m_folder;
    QPushButton *m_choose;
    QLabel *m_room;
};

} // namespace mirrorlake::ui
