// The four figures of today: served, fetched, saved, from cache. Numbers are the big type. Thread: GUI.
#pragma once

#include "control/snapshot.h"
#include "ui/format/format.h"
#include "ui/theme/tokens.h"

#include <QFrame>

#include <array>

class QLabel;

namespace mirrorlake::ui {

class ElidedLabel;
class Theme;

class FiguresCard final : public QFrame
{
    Q_OBJECT

public:
    explicit FiguresCard(const Theme &theme, QWidget *parent = nullptr);

    void show(const control::Snapshot &snapshot);
    using QFrame::show;

protected:
    void changeEvent(QEvent *event) override;

private:
    enum Which
    {
        Served,
        Fetched,
        Saved,
        FromCache,
        FigureCount
    };
    struct Figure
    {
        QWidget *box;
        QLabel *caption;
        QLabel *number;
        QLabel *unit;
        ElidedLabel *remark;
    };

    Figure makeFigure(const Theme &theme, const QString &icon, Token color);
    void setFigure(Which which, const Quantity &quantity, const QString &remark, const QString &tip);
    void retranslate();

    std::array<Figure, FigureCount> m_figures;
};

} // namespace mirrorlake::ui
