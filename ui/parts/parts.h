// Makers for the plain parts that every page is built from; role and tone are what the style sheet goes by. Thread:
// GUI.
#pragma once

#include <QFrame>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

class QFormLayout;

namespace mirrorlake::ui {

/// Gives a widget a role of the style sheet ("card", "primary", "help"…).
template<class Widget>
Widget *withRole(Widget *widget, const char *role)
{
    widget->setProperty("role", QString::fromLatin1(role));
    return widget;
}

/// Changes a widget's tone ("ok", "warn", "error", "lan", "upstream" or nothing) and paints it anew.
void setTone(QWidget *widget, const char *tone);

QLabel *makeLabel(const char *role, QWidget *parent);
/// A label that wraps its sentence.
QLabel *makeSentence(const char *role, QWidget *parent);
QFrame *makeCard(QWidget *parent);
QFrame *makeLine(Qt::Orientation orientation, QWidget *parent);

QPushButton *makeButton(const char *role, const QIcon &icon, QWidget *parent);
QPushButton *makeLink(QWidget *parent);
/// Icon only; give it a name with setName().
QToolButton *makeIconButton(const char *role, const QIcon &icon, QWidget *parent);

/// A row whose caption stands level with its field.
void addFormRow(QFormLayout &form, QLabel *caption, QWidget *field);

/// Text of a button; leaves room to its icon and gives it an accessible name.
void setButtonText(QAbstractButton *button, const QString &text);
/// Tooltip and accessible name of a control without text.
void setName(QWidget *widget, const QString &name);

} // namespace mirrorlake::ui
