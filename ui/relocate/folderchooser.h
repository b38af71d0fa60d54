// A folder to type or to choose, and below it how much room its disk has. Thread: GUI; asks the system for the free
// space when the folder changes.
#pragma once

#include <QWidget>

class QLabel;

namespace mirrorlake::ui {

class FolderField;

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
    void showRoom();

    FolderField *m_folder;
    QLabel *m_room;
};

} // namespace mirrorlake::ui
