#include "ui/remote/probe.h"

#include "control/remote/remoteoperations.h"

#include <QThreadPool>

namespace mirrorlake::ui {

void probeMirror(const QString &url, const QString &token, std::function<void(Result<bool>)> then)
{
    QThreadPool::globalInstance()->start(
        [url = url.toStdString(), token = token.toStdString(), then = std::move(then)] {
            control::RemoteOperations mirror(url, token);
            then(mirror.snapshot().map([](const control::Snapshot &) { return true; }));
        });
}

} // namespace mirrorlake::ui
