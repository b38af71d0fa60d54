#include "ui/setup/routetest.h"

#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int patience = 8000; ///< milliseconds
constexpr qint64 mostRead = 1 << 20;

QNetworkProxy proxyFrom(const QString &text, const QUrl &target)
{
    if (text.isEmpty())
        return QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(target)).value(0);
    const QUrl url(text);
    const bool isSocks = url.scheme().startsWith("socks"_L1);
    return {isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
            quint16(url.port(isSocks ? 1080 : 3128)), url.userName(), url.password()};
}

} // namespace

RouteTest::RouteTest(QObject *parent) : QObject(parent) {}

void RouteTest::start(const QString &url, const QString &proxy)
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
    }
    const QUrl question(url + u"/api/models?limit=1"_s);
    m_network.setProxy(proxyFrom(proxy, question));
    QNetworkRequest request(question);
    request.setTransferTimeout(patience);
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Mirrorlake/" MIRRORLAKE_VERSION));
    m_since.start();
    m_reply = m_network.get(request);
    m_reply->setReadBufferSize(mostRead);
    connect(m_reply, &QNetworkReply::finished, this, [this, reply = m_reply.data()] { take(*reply); });
}

void RouteTest::take(QNetworkReply &reply)
{
    reply.deleteLater();
    const qint64 milliseconds = m_since.elapsed();
    if (reply.error() != QNetworkReply::NoError)
        emit answered(false, reasonOf(reply));
    else if (!QJsonDocument::fromJson(reply.readAll()).isArray())
        emit answered(false, tr("It answers, but not as a Hub does."));
    else
        emit answered(true, tr("It answers, in %1 ms.").arg(milliseconds));
}

QString RouteTest::reasonOf(const QNetworkReply &reply)
{
    switch (reply.error()) {
    case QNetworkReply::HostNotFoundError:
        return tr("Its name cannot be looked up (DNS).");
    case QNetworkReply::SslHandshakeFailedError:
        return tr("The connection is not trusted (TLS). Check the clock and the proxy.");
    case QNetworkReply::ConnectionRefusedError:
        return tr("Nothing listens there.");
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
        return tr("No answer in %n seconds.", nullptr, patience / 1000);
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
        return tr("The proxy cannot be reached.");
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return tr("The proxy wants a name and a password.");
    default:
        break;
    }
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return status > 0 ? tr("It answers with status %1.").arg(status) : tr("It cannot be reached.");
}

} // namespace mirrorlake::ui
