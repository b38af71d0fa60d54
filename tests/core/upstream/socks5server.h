// A small SOCKS5 proxy (RFC 1928, 1929) on loopback that asks for a name and a password, and leads every host to
// loopback. Remembers what it was asked. One thread a connection; ends with its object.
#pragma once

#include <atomic>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace mirrorlake::test {

class Socks5Server
{
public:
    Socks5Server(std::string user, std::string password);
    ~Socks5Server();

    int port() const { return m_port; }
    /// "host:port" of each connection that was made through it; the host as it was given, name or address.
    std::vector<std::string> targets() const;
    int refusals() const { return m_refusals; } ///< of a wrong name or password

private:
    void acceptAll();
    void talk(int socket);
    bool greets(int socket);
    int connected(int socket);
    void relay(int socket, int target) const;

    const std::string m_user;
    const std::string m_password;
    mutable std::mutex m_mutex;
    std::vector<std::string> m_targets;
    std::list<int> m_sockets;
    std::atomic<int> m_refusals = 0;
    std::atomic<bool> m_isEnding = false;
    int m_listener = -1;
    int m_port = 0;
    std::vector<std::thread> m_talkers;
    std::thread m_acceptor;
};

} // namespace mirrorlake::test
