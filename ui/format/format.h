// How numbers, units and times read, the same on every page: base 1000, three significant digits, a no-break space
// before the unit. Pure but for the language and the time zone. Thread: GUI (translations).
#pragma once

#include <QCoreApplication>
#include <QString>

namespace mirrorlake::ui {

struct Quantity
{
    QString number; ///< "1.84"
    QString unit;   ///< "TB"
};

/// A power of 1000 with its name; what a chart's axis is labelled in.
struct ByteUnit
{
    double size = 1;
    QString name; ///< "MB"
};

class Format
{
    Q_DECLARE_TR_FUNCTIONS(Format)

public:
    static Quantity bytesParts(double count);
    static QString bytes(double count);                ///< "96.4 GB"
    static QString rate(double bytesPerSecond);        ///< "412 MB/s", "0 B/s"
    static QString bytesOf(double done, double whole); ///< "12.4 of 29.5 GB"
    static QString exactBytes(qint64 count);           ///< "96 400 000 000 B", for tooltips

    static ByteUnit unitFor(double count);
    /// Three significant digits of value / unit, without the unit.
    static QString inUnit(double value, const ByteUnit &unit);

    /// One digit, "100 %" only when part equals whole; "–" when whole is 0.
    static QString percent(qint64 part, qint64 whole);
    static QString wholePercent(double share); ///< "42 %", cut off: 100 % only for 1
    static Quantity percentParts(qint64 part, qint64 whole);
    static QString count(qint64 number); ///< thousands parted by a narrow no-break space

    static QString duration(qint64 seconds);            ///< "4 s", "10 min", "3 h 12 min", "2 d 4 h"
    static QString ago(qint64 then, qint64 now);        ///< unix seconds: "now", "4 min ago", "yesterday"
    static QString timeOfDay(qint64 unixSeconds);       ///< "14:32"
    static QString timeWithSeconds(qint64 unixSeconds); ///< "14:32:05"
    static QString date(qint64 unixSeconds);            ///< "21 Nov 2026"
    static QString dateTime(qint64 unixSeconds);        ///< date, time and zone, for tooltips
    static QString none();                              ///< "–"
};

} // namespace mirrorlake::ui
