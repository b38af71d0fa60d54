// The window over a real mirror in this process, before a fake Hub. Thread: GUI.
#pragma once

#include "gui/windowfixture.h"

#include "fakehub/fakehub.h"
#include "makecontrol.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTableView>
#include <QTemporaryDir>

#include <functional>

namespace mirrorlake::test {

constexpr int patience = 60'000; ///< milliseconds; only a broken mirror takes so long

class RealWindow
{
public:
    using Change = std::function<void(settings::Settings &)>;

    /// Starts the fake Hub; the mirror waits for its button.
    explicit RealWindow(
        Dress &dress, const Change &change = [](settings::Settings &) {})
    {
        if (!hub.start())
            qFatal("the fake Hub does not start");
        app::StartUp startUp;
        startUp.settings.dataFolder = folder.filePath(QStringLiteral("data")).toStdString();
        startUp.settings.server.listen = {"127.0.0.1:0"};
        startUp.settings.upstream.url = hub.url();
        startUp.settingsFile = folder.filePath(QStringLiteral("mirrorlake.toml")).toStdString();
        change(startUp.settings);
        control = app::makeLocalControl(startUp);
        window = std::make_unique<ui::MainWindow>(*control, dress.theme, dress.language, m_clock);
        window->resize(1280, 800);
        window->show();
    }

    /// Presses what is on the page that is shown, as soon as it can be pressed.
    bool click(const char *name) const
    {
        QAbstractButton *button = nullptr;
        const bool isThere = QTest::qWaitFor(
            [&] {
                for (auto *one : window->findChildren<QAbstractButton *>(QString::fromLatin1(name))) {
                    if (one->isVisible() && one->isEnabled())
                        button = one;
                }
                return button != nullptr;
            },
            patience);
        if (isThere)
            QTest::mouseClick(button, Qt::LeftButton);
        return isThere;
    }

    template<class Widget>
    Widget *find(const char *name) const
    {
        return window->findChild<Widget *>(QString::fromLatin1(name));
    }

    bool start() const
    {
        return click("startButton") && QTest::qWaitFor(
                                           [this] {
                                               const auto snapshot = control->snapshot();
                                               return snapshot->state == control::MirrorState::Serving &&
                                                      !snapshot->localUrl.empty();
                                           },
                                           patience);
    }
    QString url() const { return QString::fromStdString(control->snapshot()->localUrl); }

    fakehub::FakeHub hub;
    QTemporaryDir folder;
    std::unique_ptr<control::Control> control;
    std::unique_ptr<ui::MainWindow> window;

private:
    SystemClock m_clock;
};

/// One file, asked for as plain clients do.
class Fetch
{
public:
    explicit Fetch(const QString &url) : m_reply(m_network.get(QNetworkRequest(QUrl(url))))
    {
        m_timer.start();
        QObject::connect(m_reply.get(), &QNetworkReply::readyRead, m_reply.get(),
                         [this] { m_body += m_reply->readAll(); });
        QObject::connect(m_reply.get(), &QNetworkReply::finished, m_reply.get(),
                         [this] { m_took = m_timer.elapsed(); });
    }

    bool isOver() const { return m_took >= 0; }
    bool isWhole() const { return isOver() && m_reply->error() == QNetworkReply::NoError; }
    qint64 milliseconds() const { return m_took; }
    const QByteArray &body() const { return m_body; }

private:
    QNetworkAccessManager m_network;
    std::unique_ptr<QNetworkReply> m_reply;
    QElapsedTimer m_timer;
    QByteArray m_body;
    qint64 m_took = -1;
};

} // namespace mirrorlake::test
