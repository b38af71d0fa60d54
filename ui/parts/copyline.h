// Copies what a row of a list says, from the list's menu. Thread: GUI.
#pragma once

#include <QAction>

#include <functional>

namespace mirrorlake::ui {

class CopyLine final : public QAction
{
    Q_OBJECT

public:
    using Line = std::function<QString()>; ///< of the current row; empty when there is none

    /// Enters itself into the list's menu, and lives as long as the list.
    CopyLine(QWidget *list, Line line);

protected:
    bool event(QEvent *event) override;
};

} // namespace mirrorlake::ui
