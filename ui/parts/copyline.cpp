#include "ui/parts/copyline.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QWidget>

namespace mirrorlake::ui {

CopyLine::CopyLine(QWidget *list, Line line) : QAction(tr("Copy line"), list)
{
    connect(this, &QAction::triggered, this, [line = std::move(line)] {
        if (const QString text = line(); !text.isEmpty())
            QGuiApplication::clipboard()->setText(text);
    });
    list->addAction(this);
    list->setContextMenuPolicy(Qt::ActionsContextMenu);
}

bool CopyLine::event(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) // a widget hands it to all its children
        setText(tr("Copy line"));
    return QAction::event(event);
}

} // namespace mirrorlake::ui
