// Brings the answer of an operation, which comes on any thread, to a widget on the GUI thread; when the widget is gone
// by then, nothing happens. Thread: GUI makes it, any calls it.
#pragma once

#include "base/error.h"

#include <QCoreApplication>
#include <QPointer>

#include <functional>

namespace mirrorlake::ui {

template<typename T, class Object, typename Take>
std::function<void(Result<T>)> later(Object *object, Take take)
{
    return [self = QPointer<Object>(object), take = std::move(take)](Result<T> answer) {
        QMetaObject::invokeMethod(
            qApp,
            [self, take, answer = std::move(answer)] {
                if (self)
                    take(answer);
            },
            Qt::QueuedConnection);
    };
}

} // namespace mirrorlake::ui
