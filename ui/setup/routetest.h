// Asks an upstream one small question from this PC, through the proxy that is given, and says how it went and how long
// it took. One question at a time. Thread: GUI; never waits.
#pragma once

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QPointer>

class QNetworkReply;

namespace mirrorlake::ui {

class RouteTest final : public QObject
{
    Q_OBJECT

public:
    explicit RouteTest(QObject *parent = nullptr);

    /// proxy as upstream.proxy; empty: as the environment says. Ends an earlier question without an answer.
    void start(const QString &url, const QString &proxy);

signals:
    void answered(bool isGood, const QString &sentence);

private:
    void take(QNetworkReply &reply);
    static QString reasonOf(const QNetworkReply &reply);

    QNetworkAccessManager m_network;
    QElapsedTimer m_since;
    QPointer<QNetworkReply> m_reply;
};

} // namespace mirrorlake::ui
