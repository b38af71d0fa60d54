#include "ui/desktop/notices.h"

#include "settings/settings.h"
#include "ui/format/format.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr int quietMilliseconds = 30'000;
constexpr std::size_t mostNamed = 3;

bool isFailure(const Event &event)
{
    using enum Event::Kind;
    return event.kind == Failed || event.kind == DiskFull || event.kind == UpstreamGone || event.kind == MirrorFailed;
}

bool isWanted(const Event &event, const settings::NotifySettings &wanted)
{
    switch (event.kind) {
    case Event::Kind::Done:
        return wanted.done;
    case Event::Kind::Failed:
    case Event::Kind::MirrorFailed:
        return wanted.failed;
    case Event::Kind::DiskFull:
        return wanted.diskFull;
    case Event::Kind::UpstreamGone:
    case Event::Kind::UpstreamBack:
        return wanted.upstreamGone;
    case Event::Kind::NewClient:
        return wanted.newClient;
    }
    return false;
}

} // namespace

Notices::Notices(QObject *parent) : QObject(parent)
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(quietMilliseconds);
    connect(&m_quiet, &QTimer::timeout, this, &Notices::tell);
}

void Notices::take(std::vector<Event> events, const settings::NotifySettings &wanted)
{
    m_failures += int(std::ranges::count_if(events, isFailure));
    std::erase_if(events, [&](const Event &event) { return !isWanted(event, wanted); });
    std::ranges::move(events, std::back_inserter(m_waiting));
    if (!m_quiet.isActive())
        tell();
}

void Notices::tell()
{
    if (m_waiting.empty())
        return;
    std::ranges::stable_sort(m_waiting, std::ranges::greater(), isFailure);
    const Event first = m_waiting.front();
    const auto alike =
        std::ranges::stable_partition(m_waiting, [&](const Event &event) { return event.kind == first.kind; });
    const int count = int(alike.begin() - m_waiting.begin());
    QStringList lines;
    for (int i = 0; i < count && std::size_t(i) < mostNamed; ++i) {
        const Event &event = m_waiting[std::size_t(i)];
        const QString line = (event.what.isEmpty() || event.reason.isEmpty() ? QStringList{event.what + event.reason}
                                                                             : QStringList{event.what, event.reason})
                                 .join(u": "_s);
        if (!line.isEmpty())
            lines += line;
    }
    QString title;
    switch (first.kind) {
    case Event::Kind::Done:
        title = tr("%1 downloads are done", nullptr, count).arg(Format::count(count));
        break;
    case Event::Kind::Failed:
        title = tr("%1 downloads failed", nullptr, count).arg(Format::count(count));
        break;
    case Event::Kind::DiskFull:
        title = tr("Downloads wait for room on the disk");
        break;
    case Event::Kind::UpstreamGone:
        title = tr("The upstream does not answer");
        break;
    case Event::Kind::UpstreamBack:
        title = tr("The upstream answers again");
        break;
    case Event::Kind::NewClient:
        title = tr("%1 new clients", nullptr, count).arg(Format::count(count));
        break;
    case Event::Kind::MirrorFailed:
        title = tr("The mirror did not start.");
        break;
    }
    m_waiting.erase(m_waiting.begin(), alike.begin());
    m_quiet.start();
    emit told(title, lines.join(u'\n'), isFailure(first), first.page);
}

} // namespace mirrorlake::ui
