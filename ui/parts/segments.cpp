#include "ui/parts/segments.h"

#include "ui/parts/parts.h"
#include "ui/theme/fonts.h"

#include <QHBoxLayout>

namespace mirrorlake::ui {

Segments::Segments(QWidget *parent) : QFrame(parent)
{
    setProperty("role", QStringLiteral("segments"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->setSpacing(2);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&m_group, &QButtonGroup::idClicked, this, &Segments::chosen);
}

void Segments::setTexts(const QStringList &texts)
{
    for (int i = int(m_group.buttons().size()); i < texts.size(); ++i) {
        auto *button = withRole(new QToolButton(this), "segment");
        button->setCheckable(true);
        button->setChecked(i == 0);
        button->setFocusPolicy(Qt::StrongFocus);
        m_group.addButton(button, i);
        layout()->addWidget(button);
    }
    const QFontMetrics bold(textFont(9.5, emphasisWeight())); // the chosen one is semi-bold and must not move the others
    for (int i = 0; i < texts.size(); ++i) {
        QAbstractButton *button = m_group.button(i);
        setButtonText(button, texts.at(i));
        button->setMinimumWidth(bold.horizontalAdvance(texts.at(i)) + 22);
    }
}

int Segments::current() const
{
    return m_group.checkedId();
}

void Segments::setCurrent(int index)
{
    m_group.button(index)->setChecked(true);
}

} // namespace mirrorlake::ui
