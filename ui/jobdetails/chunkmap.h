// The parts of one file as squares: in the file and its hash, in the file, on their way, compared again, missing. Says
// the range under the mouse; its accessible description is the same in counts. Thread: GUI.
#pragma once

#include "preload/jobdetail.h"

#include <QString>
#include <QWidget>

#include <array>

class QPainter;

namespace mirrorlake::ui {

class Theme;

class ChunkMap final : public QWidget
{
    Q_OBJECT

public:
    enum Part
    {
        Hashed,
        Received,
        InFlight,
        Compared,
        Missing,
        PartCount
    };

    explicit ChunkMap(Theme &theme, QWidget *parent = nullptr);

    void show(const preload::JobFileParts &parts);
    using QWidget::show;
    const preload::JobFileParts &parts() const { return m_parts; }
    std::array<int, PartCount> counts() const;
    /// "207 hashed, 11 received, 14 on their way, 248 missing."
    QString summary() const;
    /// What the cell there is; empty where none is.
    QString readingAt(QPoint at) const;
    static QString nameOf(Part part);
    static void paintCell(QPainter &painter, const QRectF &rect, const Theme &theme, Part part, int tenths);
    void retranslate() { setAccessibleDescription(summary()); }

    QSize sizeHint() const override { return {380, 120}; }
    QSize minimumSizeHint() const override { return {200, 60}; }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Grid
    {
        int columns = 1;
        double step = 1; ///< from one square to the next
    };

    Grid grid() const;

    Theme &m_theme;
    preload::JobFileParts m_parts;
};

} // namespace mirrorlake::ui
