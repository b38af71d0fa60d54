// Help: every action that has a key, in a table. Thread: GUI.
#pragma once

#include <QDialog>

class QTableWidget;

namespace mirrorlake::ui {

class Actions;

class KeysDialog final : public QDialog
{
    Q_OBJECT

public:
    KeysDialog(const Actions &actions, QWidget *parent);
};

} // namespace mirrorlake::ui
