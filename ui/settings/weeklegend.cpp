#include "ui/settings/weeklegend.h"

#include "ui/parts/parts.h"
#include "ui/settings/weekgrid.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace mirrorlake::ui {

namespace {

constexpr std::array levels{WeekLevel::Full, WeekLevel::Limited, WeekLevel::Off}; ///< as the keys 1 2 3 set them
constexpr int markSize = 17;                                                      ///< of a cell

class Mark final : public QWidget
{
public:
    Mark(WeekLevel level, const Theme &theme, QWidget *parent) : QWidget(parent), m_level(level), m_theme(theme)
    {
        setFixedSize(markSize, markSize);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        WeekGrid::paintCell(painter, rect(), m_level, m_theme);
    }

private:
    const WeekLevel m_level;
    const Theme &m_theme;
};

} // namespace

WeekLegend::WeekLegend(const Theme &theme, QWidget *parent) : QWidget(parent), m_how(makeSentence("help", this))
{
    setObjectName(QStringLiteral("weekLegend"));
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    for (std::size_t i = 0; i < levels.size(); ++i) {
        m_words[i] = makeLabel("small", this);
        row->addWidget(new Mark(levels[i], theme, this));
        row->addWidget(m_words[i]);
        row->addSpacing(12);
    }
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_how);
    retranslate();
}

void WeekLegend::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void WeekLegend::retranslate()
{
    for (std::size_t i = 0; i < levels.size(); ++i)
        m_words[i]->setText(tr("%1 (key %2)").arg(levelWord(levels[i])).arg(i + 1));
    m_how->setText(tr("Drag to paint hours. By keyboard: arrows move, Shift with arrows chooses more, 1, 2 and 3 set "
                      "what is chosen."));
}

} // namespace mirrorlake::ui
