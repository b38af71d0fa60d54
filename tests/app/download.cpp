#include "download.h"

#include <QtCore/QUrl>

namespace mirrorlake::test {

namespace {

bool connectTo(QTcpSocket &socket, const QByteArray &url)
{
    const QUrl parsed(QString::fromUtf8(url));
    socket.connectToHost(parsed.host(), quint16(parsed.port()));
    return socket.waitForConnected(patience);
}

} // namespace

Download::Download(const QByteArray &url, const QByteArray &target, const QByteArray &headers)
{
    connectTo(m_socket, url);
    m_socket.write("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n");
    m_socket.flush();
}

bool Download::waitFor(qsizetype bytes)
{
    while (m_answer.size() < bytes && m_socket.waitForReadyRead(patience))
        m_answer += m_socket.readAll();
    return m_answer.size() >= bytes;
}

QByteArray Download::whole()
{
    while (m_socket.state() == QAbstractSocket::ConnectedState && m_socket.waitForReadyRead(patience))
        m_answer += m_socket.readAll();
    m_answer += m_socket.readAll();
    return m_answer;
}

bool canConnect(const QByteArray &url)
{
    QTcpSocket socket;
    return connectTo(socket, url);
}

} // namespace mirrorlake::test
