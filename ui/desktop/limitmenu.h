// Presets of one speed limit, the present one marked; choosing one holds at once. In the tray and in the status bar.
// Thread: GUI.
#pragma once

#include "ui/context.h"

#include <QMenu>

class QActionGroup;

namespace mirrorlake::ui {

class LimitMenu final : public QMenu
{
    Q_OBJECT

public:
    enum class Side
    {
        ToClients,
        FromUpstream
    };

    LimitMenu(const Context &context, Side side, QWidget *parent);

    /// "no limit", "limit 20.0 MB/s"
    QString presentText() const;
    void retranslate();

private:
    void fill();
    void choose(qint64 bytesPerSecond) const;
    qint64 present() const;

    Context m_context;
    Side m_side;
};

} // namespace mirrorlake::ui
