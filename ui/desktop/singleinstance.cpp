#include "ui/desktop/singleinstance.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QLocalSocket>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int patience = 1000; ///< milliseconds for a process of this machine to answer
constexpr qint64 longestRequest = 1 << 20;
constexpr char taken = '+';

/// The same for every way to write the folder; short, for socket names are.
QString socketName(const QString &dataFolder)
{
    const QFileInfo folder(dataFolder);
    const QString whole = folder.exists() ? folder.canonicalFilePath() : folder.absoluteFilePath();
    const QByteArray hash =
        QCryptographicHash::hash((whole + qEnvironmentVariable("USER")).toUtf8(), QCryptographicHash::Sha256);
    return u"mirrorlake-"_s + QString::fromLatin1(hash.toHex().first(16));
}

} // namespace

SingleInstance::SingleInstance(const QString &dataFolder, QObject *parent)
    : QObject(parent), m_name(socketName(dataFolder))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::receive);
}

bool SingleInstance::pass(const QString &dataFolder, const OpenRequest &request)
{
    QLocalSocket socket;
    socket.connectToServer(socketName(dataFolder));
    if (!socket.waitForConnected(patience))
        return false;
    socket.write(request.toBytes() + '\n');
    if (!socket.waitForBytesWritten(patience) || !socket.waitForReadyRead(patience))
        return false;
    char answer = 0;
    return socket.getChar(&answer) && answer == taken;
}

bool SingleInstance::listen()
{
    if (m_server.listen(m_name))
        return true;
    QLocalServer::removeServer(m_name); // nobody answered at it, so it is left over
    return m_server.listen(m_name);
}

void SingleInstance::receive()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        QTimer::singleShot(patience, socket, &QLocalSocket::abort);
        const auto read = [this, socket] {
            if (socket->bytesAvailable() > longestRequest)
                return socket->abort();
            if (!socket->canReadLine())
                return;
            if (const auto request = OpenRequest::fromBytes(socket->readLine())) {
                socket->putChar(taken);
                socket->flush();
                emit asked(*request);
            }
            socket->disconnectFromServer();
        };
        connect(socket, &QLocalSocket::readyRead, this, read);
        read();
    }
}

} // namespace mirrorlake::ui
