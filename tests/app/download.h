// One request to a program under test.
#pragma once

#include <QtCore/QByteArray>
#include <QtNetwork/QTcpSocket>

namespace mirrorlake::test {

inline constexpr int patience = 30'000; ///< milliseconds after which a test fails rather than hangs

/// One request and its whole answer, up to the end of the connection.
class Download
{
public:
    Download(const QByteArray &url, const QByteArray &target, const QByteArray &headers = {});

    /// Waits until so many bytes came; false when they did not.
    bool waitFor(qsizetype bytes);
    /// Waits for the end; gives everything that came.
    QByteArray whole();
    int status() { return whole().mid(9, 3).toInt(); }
    QByteArray body() { return whole().mid(whole().indexOf("\r\n\r\n") + 4); }

private:
    QTcpSocket m_socket;
    QByteArray m_answer;
};

bool canConnect(const QByteArray &url);

} // namespace mirrorlake::test
