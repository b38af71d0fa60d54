#include "control/freeport.h"

#include "settings/listenaddress.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace mirrorlake::control {

namespace {

using settings::ListenAddress;

socklen_t fill(sockaddr_storage &storage, const ListenAddress &address)
{
    if (address.isIpv6()) {
        auto *v6 = reinterpret_cast<sockaddr_in6 *>(&storage);
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(address.port());
        inet_pton(AF_INET6, address.host().c_str(), &v6->sin6_addr);
        return sizeof *v6;
    }
    auto *v4 = reinterpret_cast<sockaddr_in *>(&storage);
    v4->sin_family = AF_INET;
    v4->sin_port = htons(address.port());
    inet_pton(AF_INET, address.host().c_str(), &v4->sin_addr);
    return sizeof *v4;
}

/// 0, or the errno that listening gives.
int listenFailure(const ListenAddress &address)
{
    const int descriptor = ::socket(address.isIpv6() ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return errno;
    const int on = 1;
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_storage storage{};
    const socklen_t length = fill(storage, address);
    int failure = 0;
    if (::bind(descriptor, reinterpret_cast<sockaddr *>(&storage), length) != 0 || ::listen(descriptor, 1) != 0)
        failure = errno;
    ::close(descriptor);
    return failure;
}

bool mayHelpToMove(int failure)
{
    return failure == EADDRINUSE || failure == EACCES;
}

} // namespace

Result<void> tryListen(const std::string &address)
{
    const auto parsed = ListenAddress::parse(address);
    if (!parsed)
        return fail(parsed.error());
    if (const int failure = listenFailure(*parsed))
        return fail(ErrorCode::CannotListen, std::generic_category().message(failure));
    return {};
}

std::string freeListenAddress(const std::vector<std::string> &addresses)
{
    for (const std::string &text : addresses) {
        const auto address = ListenAddress::parse(text);
        const int failure = address ? listenFailure(*address) : 0;
        if (failure == 0)
            continue;
        const int first = address->port() < 1024 ? 8090 : address->port() + 1;
        for (int port = first; mayHelpToMove(failure) && port < first + 100 && port < 65536; ++port) {
            const ListenAddress next = address->withPort(static_cast<std::uint16_t>(port));
            if (listenFailure(next) == 0)
                return next.text();
        }
        return {};
    }
    return {};
}

} // namespace mirrorlake::control
