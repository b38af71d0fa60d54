#include "ui/parts/parts.h"

#include <QFormLayout>
#include <QStyle>

namespace mirrorlake::ui {

void setTone(QWidget *widget, const char *tone)
{
    const QString value = QString::fromLatin1(tone);
    if (widget->property("tone").toString() == value)
        return;
    widget->setProperty("tone", value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

QLabel *makeLabel(const char *role, QWidget *parent)
{
    auto *label = withRole(new QLabel(parent), role);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QLabel *makeSentence(const char *role, QWidget *parent)
{
    QLabel *label = makeLabel(role, parent);
    label->setWordWrap(true);
    return label;
}

QFrame *makeCard(QWidget *parent)
{
    return withRole(new QFrame(parent), "card");
}

QFrame *makeLine(Qt::Orientation orientation, QWidget *parent)
{
    auto *line = withRole(new QFrame(parent), orientation == Qt::Horizontal ? "hline" : "vline");
    if (orientation == Qt::Horizontal)
        line->setFixedHeight(1);
    else
        line->setFixedWidth(1);
    return line;
}

QPushButton *makeButton(const char *role, const QIcon &icon, QWidget *parent)
{
    auto *button = withRole(new QPushButton(parent), role);
    button->setIcon(icon);
    button->setIconSize({18, 18});
    button->setAutoDefault(false);
    return button;
}

QPushButton *makeLink(QWidget *parent)
{
    auto *button = withRole(new QPushButton(parent), "link");
    button->setAutoDefault(false);
    button->setCursor(Qt::PointingHandCursor);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return button;
}

QToolButton *makeIconButton(const char *role, const QIcon &icon, QWidget *parent)
{
    auto *button = withRole(new QToolButton(parent), role);
    button->setIcon(icon);
    button->setIconSize({18, 18});
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void addFormRow(QFormLayout &form, QLabel *caption, QWidget *field)
{
    field->ensurePolished(); // its height is the style sheet's
    caption->setMinimumHeight(field->sizeHint().height());
    form.addRow(caption, field);
}

void setButtonText(QAbstractButton *button, const QString &text)
{
    button->setText(button->icon().isNull() ? text : u' ' + text);
    button->setAccessibleName(text);
}

void setName(QWidget *widget, const QString &name)
{
    widget->setToolTip(name);
    widget->setAccessibleName(name);
}

} // namespace mirrorlake::ui
