#include "ui/setup/listenchoices.h"

#include "control/addresses.h"
#include "control/interfaces.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

const char *const everyNetwork = "0.0.0.0";

} // namespace

std::vector<ListenChoice> listenChoices()
{
    std::vector<ListenChoice> choices{{ListenChoice::Kind::OnlyThisPc, u"127.0.0.1"_s, {}},
                                      {ListenChoice::Kind::EveryNetwork, QString::fromLatin1(everyNetwork), {}}};
    const auto reachable = control::servedAddresses({std::string(everyNetwork) + ":1"}, control::localInterfaces());
    for (const control::ServedAddress &address : reachable) {
        if (address.kind != control::AddressKind::Loopback)
            choices.push_back({ListenChoice::Kind::OneNetwork, QUrl(QString::fromStdString(address.url)).host(),
                               QString::fromStdString(address.interfaceName)});
    }
    return choices;
}

} // namespace mirrorlake::ui
