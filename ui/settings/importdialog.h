// What a file of settings would change, row by row, before it does. Thread: GUI.
#pragma once

#include "settings/transfer.h"

#include <QDialog>

namespace mirrorlake::ui {

class ImportDialog final : public QDialog
{
    Q_OBJECT

public:
    ImportDialog(const std::vector<settings::Difference> &changes, QWidget *parent);
};

} // namespace mirrorlake::ui
