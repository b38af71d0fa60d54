#include "ui/jobdetails/chunkmap.h"

#include "ui/format/format.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr double gap = 1;
constexpr double largestStep = 16;
constexpr double smallestStep = 4;

ChunkMap::Part partOf(char letter)
{
    switch (letter) {
    case 'h':
        return ChunkMap::Hashed;
    case 'r':
        return ChunkMap::Received;
    case 'x':
        return ChunkMap::Compared;
    case '-':
        return ChunkMap::Missing;
    default:
        return ChunkMap::InFlight;
    }
}

int tenthsOf(char letter)
{
    return letter >= '0' && letter <= '9' ? letter - '0' : 0;
}

} // namespace

ChunkMap::ChunkMap(Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ChunkMap::show(const preload::JobFileParts &parts)
{
    if (parts == m_parts)
        return;
    m_parts = parts;
    setAccessibleDescription(summary());
    update();
}

std::array<int, ChunkMap::PartCount> ChunkMap::counts() const
{
    std::array<int, PartCount> counts{};
    for (const char letter : m_parts.map.cells)
        ++counts[partOf(letter)];
    return counts;
}

QString ChunkMap::nameOf(Part part)
{
    switch (part) {
    case Hashed:
        return tr("hashed");
    case Received:
        return tr("received");
    case InFlight:
        return tr("on its way");
    case Compared:
        return tr("compared again");
    case Missing:
    case PartCount:
        break;
    }
    return tr("missing");
}

QString ChunkMap::summary() const
{
    QStringList words;
    const auto all = counts();
    for (int part = 0; part < PartCount; ++part) {
        if (all[std::size_t(part)] > 0)
            words << nameOf(Part(part)) + u' ' + Format::count(all[std::size_t(part)]);
    }
    return words.join(u", "_s);
}

/// The largest squares that fit.
ChunkMap::Grid ChunkMap::grid() const
{
    const auto cells = double(std::max<std::size_t>(1, m_parts.map.cells.size()));
    for (double step = largestStep; step > smallestStep; step -= 0.5) {
        const int columns = std::max(1, int((width() + gap) / step));
        if (std::ceil(cells / columns) * step <= height() + gap)
            return {columns, step};
    }
    return {std::max(1, int((width() + gap) / smallestStep)), smallestStep};
}

void ChunkMap::paintCell(QPainter &painter, const QRectF &rect, const Theme &theme, Part part, int tenths)
{
    const QRectF inner = rect.adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(Qt::NoPen);
    switch (part) {
    case Hashed:
        painter.fillRect(rect, theme.color(Token::Lan));
        return;
    case Received:
        painter.fillRect(rect, theme.color(Token::LanTint));
        painter.setPen(QPen(theme.color(Token::Lan), 1));
        painter.drawLine(inner.bottomLeft(), inner.topRight());
        return;
    case InFlight: {
        painter.fillRect(rect, theme.color(Token::UpstreamTint));
        QRectF filled = rect;
        filled.setTop(rect.bottom() - rect.height() * tenths / 10);
        painter.fillRect(filled, theme.color(Token::Upstream));
        painter.setPen(QPen(theme.color(Token::Upstream), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(inner);
        return;
    }
    case Compared:
        painter.fillRect(rect, theme.color(Token::ErrorTint));
        painter.setPen(QPen(theme.color(Token::Error), 1));
        painter.drawLine(inner.bottomLeft(), inner.topRight());
        painter.drawLine(inner.topLeft(), inner.bottomRight());
        return;
    case Missing:
    case PartCount:
        painter.fillRect(rect, theme.color(Token::Track));
    }
}

void ChunkMap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Grid squares = grid();
    const std::string &cells = m_parts.map.cells;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const int row = int(i) / squares.columns;
        const int column = int(i) % squares.columns;
        const QRectF rect(column * squares.step, row * squares.step, squares.step - gap, squares.step - gap);
        paintCell(painter, rect, m_theme, partOf(cells[i]), tenthsOf(cells[i]));
    }
}

QString ChunkMap::readingAt(QPoint at) const
{
    const Grid squares = grid();
    const int column = int(at.x() / squares.step);
    if (at.x() < 0 || at.y() < 0 || column >= squares.columns)
        return {};
    const std::size_t cell =
        std::size_t(int(at.y() / squares.step)) * std::size_t(squares.columns) + std::size_t(column);
    if (cell >= m_parts.map.cells.size())
        return {};
    const char letter = m_parts.map.cells[cell];
    const double begin = double(cell) * double(m_parts.map.cellBytes);
    const double end = std::min(begin + double(m_parts.map.cellBytes), double(m_parts.size));
    QString state = nameOf(partOf(letter));
    if (partOf(letter) == InFlight)
        state += u' ' + Format::wholePercent(tenthsOf(letter) / 10.0);
    return tr("%1 to %2: %3").arg(Format::bytes(begin), Format::bytes(end), state);
}

bool ChunkMap::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), readingAt(help->pos()), this);
    return true;
}

} // namespace mirrorlake::ui
