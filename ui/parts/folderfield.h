// A folder to type or to choose. Thread: GUI.
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace mirrorlake::ui {

class FolderField final : public QWidget
{
    Q_OBJECT

public:
    /// The line is named after the name: nameFolder.
    FolderField(const QString &name, const QString &folder, QWidget *parent = nullptr);

    /// As typed, tidied.
    QString folder() const;
    void setFolder(const QString &folder);
    /// Only on this computer there is something to choose.
    void setCanChoose(bool canChoose);
    void retranslate();

signals:
    void changed();
    void settled(); ///< editing is over, or one was chosen

private:
    void choose();

    QLabel *m_caption;
    QLineEdit *m_folder;
    QPushButton *m_choose;
};

} // namespace mirrorlake::ui
