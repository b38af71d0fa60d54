#include "settings/clientfields.h"

#include "base/network.h"
#include "base/text.h"
#include "settings/checks.h"

#include <QtCore/qglobal.h>

#include <array>

namespace mirrorlake::settings {

namespace {

constexpr std::size_t longestName = 64; // bytes

Result<std::string> checkedName(std::string_view text)
{
    return ClientName::parse(text).map([](const ClientName &name) { return name.text(); });
}

const std::array table{
    Field{.key = "clients.names",
          .member = [](Settings &s) -> Member { return &s.clients.names; },
          .check = checkedName,
          .needsRestart = false,
          .mayBeEmpty = true,
          .label = QT_TRANSLATE_NOOP("Settings", "Names of clients"),
          .help = QT_TRANSLATE_NOOP("Settings", "How clients are shown, each such as 192.168.1.58=lab-ws-07.")},
    Field{.key = "clients.blocked",
          .member = [](Settings &s) -> Member { return &s.clients.blocked; },
          .check = checkedNetwork,
          .needsRestart = false,
          .mayBeEmpty = true,
          .label = QT_TRANSLATE_NOOP("Settings", "Blocked clients"),
          .help = QT_TRANSLATE_NOOP(
              "Settings", "Addresses and networks that get nothing from this mirror, such as 192.168.2.0/24.")},
};

} // namespace

Result<ClientName> ClientName::parse(std::string_view text)
{
    const std::size_t equals = text.find('=');
    const std::string_view address = trimmed(text.substr(0, equals));
    const std::string_view name = equals == std::string_view::npos ? "" : trimmed(text.substr(equals + 1));
    const bool isAddress = address.find('/') == std::string_view::npos && Network::parse(address);
    if (!isAddress || name.empty() || name.size() > longestName || name.find(',') != std::string_view::npos ||
        !isValidUtf8(name) || hasControlCharacter(name))
        return fail(ErrorCode::BadConfiguration,
                    "'" + std::string(text) +
                        "' is not of the form 192.168.1.58=NAME, with a name of at most 64 bytes");
    return ClientName{std::string(address), std::string(name)};
}

std::span<const Field> clientFields()
{
    return table;
}

} // namespace mirrorlake::settings
