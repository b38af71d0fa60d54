// All that a checkup can find. Words: where a row has a host, a URL or a route it is %1.
#include "control/checkup.h"

#include <QtCore/qglobal.h>

#include <utility>

namespace mirrorlake::control {

namespace {

using enum Health;

const FindingRow rows[] = {
    {"settings-good", "settings", Green, QT_TRANSLATE_NOOP("Checkup", "The settings file is in order.")},
    {"settings-broken", "settings", Red,
     QT_TRANSLATE_NOOP("Checkup", "The settings file is broken, and the last good settings are used: %1."),
     QT_TRANSLATE_NOOP("Checkup", "Correct it; mirrorlaked --check says what is wrong. Until then changes are not "
                                  "saved.")},

    {"dns-found", "dns", Green, QT_TRANSLATE_NOOP("Checkup", "%1 is found at %2.")},
    {"dns-unknown", "dns", Red, QT_TRANSLATE_NOOP("Checkup", "The name %1 cannot be resolved."),
     QT_TRANSLATE_NOOP("Checkup", "Check the network and its name server, or set upstream.doh_url or "
                                  "upstream.fixed_addresses.")},
    {"dns-elsewhere", "dns", Green, QT_TRANSLATE_NOOP("Checkup", "%1 needs no name server here: %2.")},
    {"dns-offline", "dns", Skipped, QT_TRANSLATE_NOOP("Checkup", "Offline mode is on; names were not looked up.")},

    {"proxy-none", "proxy", Green, QT_TRANSLATE_NOOP("Checkup", "No proxy is used to reach %1.")},
    {"proxy-reached", "proxy", Green, QT_TRANSLATE_NOOP("Checkup", "The proxy %2 answers; it leads to %1.")},
    {"proxy-silent", "proxy", Red, QT_TRANSLATE_NOOP("Checkup", "The proxy %2 for %1 does not answer."),
     QT_TRANSLATE_NOOP("Checkup", "Check its address and port in upstream.proxy, or in https_proxy where that is "
                                  "empty.")},
    {"proxy-offline", "proxy", Skipped,
     QT_TRANSLATE_NOOP("Checkup", "Offline mode is on; the proxy was not looked at.")},

    {"tls-trusted", "tls", Green, QT_TRANSLATE_NOOP("Checkup", "The certificate of %1 is trusted.")},
    {"tls-untrusted", "tls", Red, QT_TRANSLATE_NOOP("Checkup", "The certificate of %1 is not trusted."),
     QT_TRANSLATE_NOOP("Checkup", "If a company proxy opens connections, set upstream.ca_file to its certificate; "
                                  "else check this machine's clock and its ca-certificates.")},
    {"tls-plain", "tls", Amber, QT_TRANSLATE_NOOP("Checkup", "%1 is asked without encryption."),
     QT_TRANSLATE_NOOP("Checkup", "Use https:// unless it is a machine of your own network.")},
    {"tls-unknown", "tls", Skipped,
     QT_TRANSLATE_NOOP("Checkup", "The certificate of %1 was not seen: it does not answer.")},
    {"tls-offline", "tls", Skipped,
     QT_TRANSLATE_NOOP("Checkup", "Offline mode is on; certificates were not looked at.")},

    {"route-answers", "routes", Green, QT_TRANSLATE_NOOP("Checkup", "%1 answers in %2 ms.")},
    {"route-slow", "routes", Amber, QT_TRANSLATE_NOOP("Checkup", "%1 answers, but takes %2 ms."),
     QT_TRANSLATE_NOOP("Checkup", "Add a nearer route in upstream.fallbacks, and set upstream.rule to fastest.")},
    {"route-limits", "routes", Amber, QT_TRANSLATE_NOOP("Checkup", "%1 limits us at the moment."),
     QT_TRANSLATE_NOOP("Checkup", "Wait some minutes, or set upstream.token: who has an account may ask more often.")},
    {"route-refuses", "routes", Red, QT_TRANSLATE_NOOP("Checkup", "%1 answers %2 where a list of models was expected."),
     QT_TRANSLATE_NOOP("Checkup", "Check upstream.url: it has to speak the Hub's HTTP.")},
    {"route-silent", "routes", Red, QT_TRANSLATE_NOOP("Checkup", "%1 does not answer: %2."),
     QT_TRANSLATE_NOOP("Checkup", "Check the network, the proxy and the firewall, or set another upstream.url.")},
    {"routes-offline", "routes", Skipped,
     QT_TRANSLATE_NOOP("Checkup", "Offline mode is on; only what is here is served.")},

    {"token-none", "token", Green,
     QT_TRANSLATE_NOOP("Checkup", "No token is set for %1; clients with tokens of their own can read gated models."),
     QT_TRANSLATE_NOOP("Checkup", "Set upstream.token to pre-download gated models.")},
    {"token-accepted", "token", Green, QT_TRANSLATE_NOOP("Checkup", "%1 accepts the token.")},
    {"token-refused", "token", Red, QT_TRANSLATE_NOOP("Checkup", "%1 refuses the token."),
     QT_TRANSLATE_NOOP("Checkup", "Make a new one in the settings of your account there, and set upstream.token.")},
    {"token-unknown", "token", Amber, QT_TRANSLATE_NOOP("Checkup", "%1 does not say whether it accepts the token."),
     QT_TRANSLATE_NOOP("Checkup", "Look again when it answers.")},
    {"token-offline", "token", Skipped, QT_TRANSLATE_NOOP("Checkup", "Offline mode is on; tokens were not tried.")},

    {"clock-right", "clock", Green, QT_TRANSLATE_NOOP("Checkup", "The clock agrees with that of %1.")},
    {"clock-off", "clock", Amber, QT_TRANSLATE_NOOP("Checkup", "The clock is %2 s away from that of %1."),
     QT_TRANSLATE_NOOP("Checkup", "Switch on time synchronisation.")},
    {"clock-wrong", "clock", Red, QT_TRANSLATE_NOOP("Checkup", "The clock is %2 s away from that of %1."),
     QT_TRANSLATE_NOOP("Checkup", "Set the clock and switch on time synchronisation: certificates and signed links "
                                  "fail with a wrong one.")},
    {"clock-unknown", "clock", Skipped, QT_TRANSLATE_NOOP("Checkup", "There was no answer to compare the clock with.")},

    {"disk-fast", "disk", Green, QT_TRANSLATE_NOOP("Checkup", "The disk takes %1 MB a second.")},
    {"disk-slow", "disk", Amber, QT_TRANSLATE_NOOP("Checkup", "The disk takes only %1 MB a second."),
     QT_TRANSLATE_NOOP("Checkup", "Downloads cannot be faster; move the data folder to a faster disk.")},
    {"disk-takes", "disk", Green,
     QT_TRANSLATE_NOOP("Checkup", "The data folder can be written; there is too little room to measure the disk.")},
    {"disk-untried", "disk", Skipped, QT_TRANSLATE_NOOP("Checkup", "There is no room to try the disk.")},
    {"disk-broken", "disk", Red, QT_TRANSLATE_NOOP("Checkup", "The data folder cannot be written: %1."),
     QT_TRANSLATE_NOOP("Checkup", "Check that the disk is mounted for writing, has room, and belongs to this user.")},

    {"space-enough", "space", Green, QT_TRANSLATE_NOOP("Checkup", "%1 GB may still be written.")},
    {"space-little", "space", Amber, QT_TRANSLATE_NOOP("Checkup", "Only %1 GB may still be written."),
     QT_TRANSLATE_NOOP("Checkup", "Remove what is not needed, set eviction.max_size, or use a larger disk.")},
    {"space-scarce", "space", Amber, QT_TRANSLATE_NOOP("Checkup", "Only %1 MB may still be written."),
     QT_TRANSLATE_NOOP("Checkup", "Remove what is not needed, set eviction.max_size, or use a larger disk.")},
    {"space-none", "space", Red,
     QT_TRANSLATE_NOOP("Checkup", "Nothing more may be written: the disk is full up to "
                                  "what store.keep_free leaves."),
     QT_TRANSLATE_NOOP("Checkup", "Remove what is not needed, set eviction.max_size, or use a larger disk.")},

    {"port-serves", "port", Green, QT_TRANSLATE_NOOP("Checkup", "The mirror answers at %1.")},
    {"port-free", "port", Green, QT_TRANSLATE_NOOP("Checkup", "%1 is free; the mirror is not running.")},
    {"port-silent", "port", Red, QT_TRANSLATE_NOOP("Checkup", "The mirror does not answer at %1."),
     QT_TRANSLATE_NOOP("Checkup", "Start it again; if that does not help, look into its log.")},
    {"port-taken", "port", Red, QT_TRANSLATE_NOOP("Checkup", "%1 cannot be listened on: %2."),
     QT_TRANSLATE_NOOP("Checkup", "Stop the program that has it, or set another server.listen.")},

    {"lan-reached", "lan", Green, QT_TRANSLATE_NOOP("Checkup", "Other machines reach the mirror at %1.")},
    {"lan-own-machine", "lan", Green, QT_TRANSLATE_NOOP("Checkup", "The mirror serves this machine only."),
     QT_TRANSLATE_NOOP("Checkup", "Set server.listen to 0.0.0.0:8090 to serve others.")},
    {"lan-firewall", "lan", Amber, QT_TRANSLATE_NOOP("Checkup", "The firewall %2 is on and may close port %1."),
     QT_TRANSLATE_NOOP("Checkup", "Open it: %3")},
    {"lan-silent", "lan", Red, QT_TRANSLATE_NOOP("Checkup", "%1 should be served, and does not answer."),
     QT_TRANSLATE_NOOP("Checkup", "Check the firewall and the addresses of this machine.")},
    {"lan-no-network", "lan", Red,
     QT_TRANSLATE_NOOP("Checkup", "The mirror is to serve others, and this machine has no address in a network."),
     QT_TRANSLATE_NOOP("Checkup", "Connect it to a network.")},
    {"lan-stopped", "lan", Skipped, QT_TRANSLATE_NOOP("Checkup", "The mirror is not running.")},

    {"client-set", "client", Green, QT_TRANSLATE_NOOP("Checkup", "HF_ENDPOINT leads to this mirror.")},
    {"client-unset", "client", Amber,
     QT_TRANSLATE_NOOP("Checkup", "HF_ENDPOINT is not set here: programs ask the Hub "
                                  "itself."),
     QT_TRANSLATE_NOOP("Checkup", "Set it: export HF_ENDPOINT=%1")},
    {"client-waits", "client", Amber,
     QT_TRANSLATE_NOOP("Checkup", "HF_ENDPOINT is not set here, and no mirror runs that it could lead to."),
     QT_TRANSLATE_NOOP("Checkup", "Start the mirror; mlake env prints the line then.")},
    {"client-unknown", "client", Skipped,
     QT_TRANSLATE_NOOP("Checkup", "HF_ENDPOINT is %1; no mirror runs that it could lead to.")},
    {"client-elsewhere", "client", Red, QT_TRANSLATE_NOOP("Checkup", "HF_ENDPOINT is %2, which is not this mirror."),
     QT_TRANSLATE_NOOP("Checkup", "Set it: export HF_ENDPOINT=%1")},
    {"client-offline", "client", Red, QT_TRANSLATE_NOOP("Checkup", "%1 is set: programs ask nobody."),
     QT_TRANSLATE_NOOP("Checkup", "Take it away: unset %1")},
    {"client-proxied", "client", Red,
     QT_TRANSLATE_NOOP("Checkup", "%2 is set and no_proxy does not name %1: programs look for the mirror through the "
                                  "proxy."),
     QT_TRANSLATE_NOOP("Checkup", "Set it: export no_proxy=%1")},
};

constexpr std::pair<std::string_view, const char *> labels[] = {
    {"settings", QT_TRANSLATE_NOOP("Checkup", "Settings file")},
    {"dns", QT_TRANSLATE_NOOP("Checkup", "Names (DNS)")},
    {"proxy", QT_TRANSLATE_NOOP("Checkup", "Proxy")},
    {"tls", QT_TRANSLATE_NOOP("Checkup", "Encryption (TLS)")},
    {"routes", QT_TRANSLATE_NOOP("Checkup", "Upstream")},
    {"token", QT_TRANSLATE_NOOP("Checkup", "Token")},
    {"clock", QT_TRANSLATE_NOOP("Checkup", "Clock")},
    {"disk", QT_TRANSLATE_NOOP("Checkup", "Disk")},
    {"space", QT_TRANSLATE_NOOP("Checkup", "Free space")},
    {"port", QT_TRANSLATE_NOOP("Checkup", "Port")},
    {"lan", QT_TRANSLATE_NOOP("Checkup", "Other machines")},
    {"client", QT_TRANSLATE_NOOP("Checkup", "Programs on this machine")},
};

} // namespace

std::span<const FindingRow> findingRows()
{
    return rows;
}

const char *checkLabel(std::string_view check)
{
    for (const auto &[name, label] : labels) {
        if (name == check)
            return label;
    }
    return "";
}

} // namespace mirrorlake::control
