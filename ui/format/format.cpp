#include "ui/format/format.h"

#include <QDateTime>
#include <QLocale>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

namespace {

constexpr QChar noBreakSpace(0x00a0);
constexpr QChar narrowNoBreakSpace(0x202f);
constexpr std::array unitNames{"B", "kB", "MB", "GB", "TB", "PB", "EB"};

QString threeDigits(double value)
{
    if (value == 0)
        return u"0"_s;
    const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return QString::number(value, 'f', decimals);
}

QString joined(const Quantity &quantity)
{
    return quantity.number + noBreakSpace + quantity.unit;
}

int unitIndexFor(double count)
{
    int index = 0;
    for (double rest = count; rest >= 999.5 && index + 1 < int(unitNames.size()); rest /= 1000)
        ++index;
    return index;
}

ByteUnit unitAt(int index)
{
    return {std::pow(1000.0, index), QString::fromLatin1(unitNames[std::size_t(index)])};
}

} // namespace

ByteUnit Format::unitFor(double count)
{
    return unitAt(unitIndexFor(count));
}

QString Format::inUnit(double value, const ByteUnit &unit)
{
    return unit.size == 1 ? QString::number(std::llround(value)) : threeDigits(value / unit.size);
}

Quantity Format::bytesParts(double count)
{
    const ByteUnit unit = unitFor(count);
    return {inUnit(count, unit), unit.name};
}

QString Format::bytes(double count)
{
    return joined(bytesParts(count));
}

QString Format::rate(double bytesPerSecond)
{
    Quantity quantity = bytesParts(bytesPerSecond);
    quantity.unit += "/s"_L1;
    return joined(quantity);
}

QString Format::bytesOf(double done, double whole)
{
    const ByteUnit unit = unitFor(whole);
    return tr("%1 of %2", "bytes done of all bytes, one unit at the end")
        .arg(inUnit(done, unit), joined({inUnit(whole, unit), unit.name}));
}

QString Format::exactBytes(qint64 number)
{
    return joined({count(number), u"B"_s});
}

Quantity Format::percentParts(qint64 part, qint64 whole)
{
    if (whole <= 0)
        return {none(), {}};
    if (part >= whole)
        return {u"100"_s, u"%"_s};
    const double value = std::min(99.9, 100.0 * double(part) / double(whole));
    return {QString::number(value, 'f', 1), u"%"_s};
}

QString Format::wholePercent(double share)
{
    return joined({QString::number(int(share * 100)), QStringLiteral("%")});
}

QString Format::percent(qint64 part, qint64 whole)
{
    const Quantity quantity = percentParts(part, whole);
    return quantity.unit.isEmpty() ? quantity.number : joined(quantity);
}

QString Format::count(qint64 number)
{
    QString text = QString::number(number);
    const qsizetype first = number < 0 ? 1 : 0;
    for (qsizetype at = text.size() - 3; at > first; at -= 3)
        text.insert(at, narrowNoBreakSpace);
    return text;
}

QString Format::duration(qint64 seconds)
{
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    if (seconds < 60)
        return tr("%1 s", "seconds").arg(std::max<qint64>(seconds, 0));
    if (minutes < 60)
        return tr("%1 min", "minutes").arg(minutes);
    if (hours < 24)
        return tr("%1 h %2 min", "hours and minutes").arg(hours).arg(minutes % 60);
    return tr("%1 d %2 h", "days and hours").arg(count(hours / 24)).arg(hours % 24);
}

QString Format::ago(qint64 then, qint64 now)
{
    const qint64 seconds = now - then;
    if (seconds < 60)
        return tr("now");
    if (seconds < 3600)
        return tr("%1 min ago").arg(seconds / 60);
    const qint64 days = QDateTime::fromSecsSinceEpoch(then).date().daysTo(QDateTime::fromSecsSinceEpoch(now).date());
    if (days <= 0 || seconds < 6 * 3600)
        return tr("%1 h ago").arg(seconds / 3600);
    if (days == 1)
        return tr("yesterday");
    return tr("%1 days ago", nullptr, int(days)).arg(count(days));
}

QString Format::timeOfDay(qint64 unixSeconds)
{
    return QDateTime::fromSecsSinceEpoch(unixSeconds).toString(u"HH:mm"_s);
}

QString Format::timeWithSeconds(qint64 unixSeconds)
{
    return QDateTime::fromSecsSinceEpoch(unixSeconds).toString(u"HH:mm:ss"_s);
}

QString Format::date(qint64 unixSeconds)
{
    return QLocale::c().toString(QDateTime::fromSecsSinceEpoch(unixSeconds).date(),
                                 tr("d MMM yyyy", "date format of QLocale::toString"));
}

QString Format::dateTime(qint64 unixSeconds)
{
    return date(unixSeconds) + u' ' + QDateTime::fromSecsSinceEpoch(unixSeconds).toString(u"HH:mm:ss t"_s);
}

QString Format::none()
{
    return u"–"_s;
}

} // namespace mirrorlake::ui
