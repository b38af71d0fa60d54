#include "ui/traffic/requesttext.h"

#include "ui/format/format.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RequestText)
};

} // namespace

QString resultWord(RequestResult result)
{
    switch (result) {
    case RequestResult::Hit:
        return Words::tr("Hit");
    case RequestResult::Joined:
        return Words::tr("Joined");
    case RequestResult::Miss:
        return Words::tr("Miss");
    case RequestResult::Stale:
        return Words::tr("Stale");
    case RequestResult::Rejected:
        return Words::tr("Rejected");
    case RequestResult::Failed:
        return Words::tr("Failed");
    case RequestResult::LeftEarly:
        return Words::tr("Left early");
    case RequestResult::Other:
        break;
    }
    return Words::tr("Answered");
}

QString resultIcon(RequestResult result)
{
    switch (result) {
    case RequestResult::Hit:
        return u"check"_s;
    case RequestResult::Joined:
        return u"network"_s;
    case RequestResult::Miss:
        return u"upstream"_s;
    case RequestResult::Stale:
        return u"waiting"_s;
    case RequestResult::Rejected:
        return u"block"_s;
    case RequestResult::Failed:
        return u"error"_s;
    case RequestResult::LeftEarly:
        return u"close"_s;
    case RequestResult::Other:
        break;
    }
    return u"dash"_s;
}

Token resultToken(RequestResult result)
{
    switch (result) {
    case RequestResult::Hit:
        return Token::Hit;
    case RequestResult::Joined:
        return Token::Joined;
    case RequestResult::Miss:
        return Token::Miss;
    case RequestResult::Stale:
        return Token::Warn;
    case RequestResult::Rejected:
    case RequestResult::Failed:
        return Token::Error;
    case RequestResult::LeftEarly:
    case RequestResult::Other:
        break;
    }
    return Token::TextMuted;
}

QString tookText(qint64 milliseconds)
{
    constexpr QChar noBreakSpace(0x00a0);
    if (milliseconds < 1)
        return u"< 1"_s + noBreakSpace + u"ms"_s;
    if (milliseconds < 1000)
        return QString::number(milliseconds) + noBreakSpace + u"ms"_s;
    if (milliseconds < 60'000)
        return QString::number(double(milliseconds) / 1000, 'f', 1) + noBreakSpace + u's';
    return Format::duration(milliseconds / 1000);
}

QString timeWithMilliseconds(qint64 unixMilliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(unixMilliseconds).toString(u"HH:mm:ss.zzz"_s);
}

QString sentText(const RequestRow &row)
{
    const qint64 length = row.end - row.begin;
    if ((row.isOpen || !row.isWhole) && length > row.bytes)
        return Format::bytesOf(double(row.bytes), double(length));
    return Format::bytes(double(row.bytes));
}

} // namespace mirrorlake::ui
