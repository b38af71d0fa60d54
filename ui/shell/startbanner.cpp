#include "ui/shell/startbanner.h"

#include "control/control.h"
#include "ui/format/errortext.h"
#include "ui/format/names.h"
#include "ui/shell/actions.h"

#include <cerrno>
#include <system_error>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

/// In the reader's language what the system said; empty for anything else.
QString StartBanner::whyItCannot(const Error &failure)
{
    const auto isSaid = [&](int number) { return failure.message.ends_with(std::generic_category().message(number)); };
    if (isSaid(EADDRINUSE))
        return tr("Another program uses it.");
    if (isSaid(EACCES))
        return tr("Ports below 1024 need an administrator's rights.");
    return isSaid(EADDRNOTAVAIL) ? tr("This PC does not have that address any more.") : QString();
}

Banner StartBanner::bannerFor(const control::Snapshot &snapshot) const
{
    const Error &failure = *snapshot.failure;
    if (m_isRemote)
        return lostBanner(failure);
    Banner banner{.id = u"startFailedBanner"_s,
                  .tone = Banner::Tone::Error,
                  .title = tr("The mirror did not start."),
                  .text = sentenceFor(failure.code),
                  .detail = detailOf(failure),
                  .buttons = {}};
    if (failure.code != ErrorCode::CannotListen) {
        banner.buttons = {retry(true)};
        return banner;
    }
    banner.id = u"portTakenBanner"_s;
    if (const int port = portOf(presentListen()); port > 0)
        banner.title = tr("Port %1 cannot be used, so the mirror did not start.").arg(port);
    const bool hasFree = !snapshot.suggestedListen.empty();
    const QString why = whyItCannot(failure);
    if (!why.isEmpty())
        banner.text = why;
    if (hasFree) {
        banner.text =
            (why.isEmpty() ? why : QString(why + u' ')) +
            tr("Port %1 is free. If you switch, clients need the new address.").arg(portOf(snapshot.suggestedListen));
        banner.buttons.push_back(useNextFree(snapshot.suggestedListen));
    }
    banner.buttons.push_back(choose());
    banner.buttons.push_back(retry(!hasFree));
    return banner;
}

Banner StartBanner::lostBanner(const Error &failure) const
{
    Banner banner{.id = u"connectionLostBanner"_s,
                  .tone = Banner::Tone::Error,
                  .title = tr("There is no connection to this mirror."),
                  .text = tr("It does not run, or the network does not let it through. It is asked again by itself."),
                  .detail = detailOf(failure),
                  .buttons = {retry(true)}};
    if (failure.code == ErrorCode::AccessDenied) {
        banner.title = tr("This mirror refuses the token.");
        banner.text = tr("Connect to it again with the token in the file control.token of its data folder.");
    } else if (failure.code == ErrorCode::UpstreamBroken) {
        banner.text = tr("What answers at this address is no Mirrorlake. Check the address.");
    }
    return banner;
}

BannerButton StartBanner::useNextFree(const std::string &listen) const
{
    return {u"useNextFreeButton"_s, tr("Use %1", "a free port").arg(portOf(listen)), true,
            [&control = m_context.control, listen] {
                if (control.setListen({listen}))
                    control.start();
            }};
}

BannerButton StartBanner::choose() const
{
    return {u"chooseAddressButton"_s, tr("Choose…"), false,
            [action = m_context.actions.changeAddress] { action->trigger(); }};
}

BannerButton StartBanner::retry(bool isPrimary) const
{
    return {u"retryButton"_s, tr("Retry"), isPrimary, [&control = m_context.control] { control.start(); }};
}

std::string StartBanner::presentListen() const
{
    const std::vector<std::string> listen = m_context.control.settings().server.listen;
    return listen.empty() ? std::string() : listen.front();
}

} // namespace mirrorlake::ui
