#include "doctor/systemprobe.h"

#include "control/freeport.h"
#include "store/disk.h"

#include <QtCore/QFile>
#include <QtNetwork/QHostInfo>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QTcpSocket>

#include <unistd.h>

#include <algorithm>

namespace mirrorlake::doctor {

namespace {

constexpr int patience = 5000; ///< milliseconds
constexpr std::int64_t pieceSize = 1024 * 1024;
constexpr qint64 mostText = 64 * 1024;

/// A connection past any proxy, or why there is none.
Result<void> open(QTcpSocket &socket, const std::string &host, int port)
{
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(QString::fromStdString(host), static_cast<quint16>(port));
    if (socket.waitForConnected(patience))
        return {};
    const bool isTimeout = socket.error() == QAbstractSocket::SocketTimeoutError;
    return fail(isTimeout ? ErrorCode::UpstreamTimeout : ErrorCode::UpstreamUnreachable,
                "there is no connection to " + host + ":" + std::to_string(port));
}

Result<void> fillFile(store::Disk &disk, const std::filesystem::path &file, std::int64_t size)
{
    auto opened = disk.openForWriting(file);
    if (!opened)
        return fail(opened.error());
    std::vector<char> piece(static_cast<std::size_t>(std::min(size, pieceSize)));
    for (std::size_t i = 0; i < piece.size(); ++i)
        piece[i] = static_cast<char>(i * 2654435761U >> 13); // nothing that a file system shrinks
    for (std::int64_t at = 0; at < size; at += pieceSize) {
        piece.resize(static_cast<std::size_t>(std::min(size - at, pieceSize)));
        if (auto written = disk.write(opened->number(), at, piece); !written)
            return written;
    }
    return disk.sync(opened->number());
}

} // namespace

Result<std::string> SystemProbe::addressOf(const std::string &host)
{
    const QHostInfo info = QHostInfo::fromName(QString::fromStdString(host));
    if (info.addresses().isEmpty())
        return fail(ErrorCode::UpstreamNameUnknown, "the name " + host + " cannot be resolved");
    return info.addresses().constFirst().toString().toStdString();
}

Result<void> SystemProbe::connect(const std::string &host, int port)
{
    QTcpSocket socket;
    return open(socket, host, port);
}

Result<upstream::Response> SystemProbe::ask(const upstream::ClientOptions &options, const upstream::Request &request)
{
    upstream::HttpClient client(options);
    return client.exchange(request);
}

Result<void> SystemProbe::greet(const std::string &host, int port)
{
    QTcpSocket socket;
    if (auto opened = open(socket, host, port); !opened)
        return opened;
    const bool isV6 = host.find(':') != std::string::npos;
    const std::string name = (isV6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
    socket.write(
        QByteArray::fromStdString("GET /-/health HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n\r\n"));
    QByteArray answer;
    while (!answer.contains('\n') && socket.waitForReadyRead(patience))
        answer += socket.readAll();
    if (answer.startsWith("HTTP/1.1 200"))
        return {};
    return fail(answer.isEmpty() ? ErrorCode::UpstreamTimeout : ErrorCode::UpstreamBroken,
                "no mirror answers at " + name);
}

Result<void> SystemProbe::tryListen(const std::string &address)
{
    return control::tryListen(address);
}

Result<double> SystemProbe::writeSpeed(const std::filesystem::path &folder, std::int64_t size)
{
    store::Disk disk;
    const std::filesystem::path file = folder / ("checkup-" + std::to_string(::getpid()) + ".tmp");
    const auto begin = std::chrono::steady_clock::now();
    const auto filled = fillFile(disk, file, size);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    ::unlink(file.c_str());
    if (!filled)
        return fail(filled.error());
    return static_cast<double>(size) / std::max(took.count(), 1e-6);
}

std::string SystemProbe::fileText(const std::filesystem::path &path)
{
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.read(mostText).toStdString() : std::string();
}

} // namespace mirrorlake::doctor
