#include "ui/traffic/chartcard.h"

#include "ui/overview/legendmark.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/parts.h"

#include <QHBoxLayout>

namespace mirrorlake::ui {

ChartCard::ChartCard(const Theme &theme, const std::vector<Mark> &marks, QWidget *chart, QWidget *parent)
    : QFrame(parent), m_title(makeLabel("cardTitle", this)), m_unit(makeLabel("help", this)),
      m_summary(new ElidedLabel("help", Qt::ElideRight, this))
{
    setProperty("role", QStringLiteral("card"));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 0, 16, 0);
    head->setSpacing(4);
    head->addWidget(m_title);
    for (const Mark &mark : marks) {
        head->addSpacing(8);
        head->addWidget(new LegendMark(theme, mark.token, mark.line, this));
        head->addWidget(m_captions.emplace_back(makeLabel("small", this)));
        head->addWidget(m_values.emplace_back(makeLabel("smallStrong", this)));
    }
    head->addSpacing(8);
    head->addWidget(m_unit);
    head->addStretch();
    auto *middle = new QHBoxLayout;
    middle->setContentsMargins(10, 0, 4, 0);
    middle->addWidget(chart);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(16, 0, 16, 0);
    bottom->addWidget(m_summary);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 8, 1, 8);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addLayout(middle, 1);
    layout->addLayout(bottom);
}

void ChartCard::setTexts(const QString &title, const QStringList &captions, const QString &unit)
{
    m_title->setText(title);
    for (qsizetype i = 0; i < captions.size(); ++i)
        m_captions[std::size_t(i)]->setText(captions.at(i));
    m_unit->setText(unit);
}

void ChartCard::setValues(const QStringList &values)
{
    for (qsizetype i = 0; i < values.size(); ++i) {
        m_values[std::size_t(i)]->setText(values.at(i));
        m_values[std::size_t(i)]->setVisible(!values.at(i).isEmpty());
    }
}

void ChartCard::setSummary(const QString &summary)
{
    m_summary->setFullText(summary);
}

QString ChartCard::summary() const
{
    return m_summary->fullText();
}

} // namespace mirrorlake::ui
