// A whole window over a mirror on paper, and ways to find and press things in it. Thread: GUI.
#pragma once

#include "support/manualclock.h"
#include "ui/fakecontrol.h"
#include "ui/jobscene.h"
#include "ui/language/language.h"
#include "ui/scenes.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/fonts.h"
#include "ui/theme/resources.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QTest>

#include <memory>

namespace mirrorlake::test {

/// Fonts, look and language: once for a program.
struct Dress
{
    Dress()
    {
        ui::initResources();
        ui::installFonts();
        theme.apply(QStringLiteral("light"));
        language.apply(QStringLiteral("en"));
    }

    ui::Theme theme;
    ui::Language language;
};

struct WindowFixture
{
    explicit WindowFixture(Dress &dress, const control::Snapshot &scene = stoppedScene(), QSize size = {1280, 800})
    {
        control.kept = sceneSettings();
        control.next = scene;
        control.work.jobDetails = [](preload::JobId id, const auto &then) { then(sceneDetail(id)); };
        window = std::make_unique<ui::MainWindow>(control, dress.theme, dress.language, clock);
        window->resize(size);
        window->show();
        QCoreApplication::processEvents();
    }

    void become(const control::Snapshot &scene)
    {
        control.next = scene;
        window->refresh();
        QCoreApplication::processEvents();
    }

    template<class Widget>
    Widget *find(const char *name) const
    {
        return window->findChild<Widget *>(QString::fromLatin1(name));
    }

    /// Presses a button as the mouse does; false when there is none that can be pressed.
    bool click(const char *name) const
    {
        for (auto *button : window->findChildren<QAbstractButton *>(QString::fromLatin1(name))) {
            if (!button->isVisible() || !button->isEnabled())
                continue;
            QTest::mouseClick(button, Qt::LeftButton);
            QCoreApplication::processEvents();
            return true;
        }
        return false;
    }

    ManualClock clock{sceneTime};
    FakeControl control;
    std::unique_ptr<ui::MainWindow> window;
};

} // namespace mirrorlake::test
