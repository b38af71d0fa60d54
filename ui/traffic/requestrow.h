// One request as the table, the charts and the exports show it. Plain value.
#pragma once

#include "meter/requestlog.h"

#include <QString>

#include <vector>

namespace mirrorlake::ui {

struct RequestRow
{
    qint64 number = 0;  ///< of ended ones in order of their ends; open ones count from firstOpen
    qint64 at = 0;      ///< unix milliseconds
    qint64 took = 0;    ///< milliseconds, until now while it is open
    QString client;     ///< address
    QString clientName; ///< as a person called it, or empty
    QString method;
    QString repo; ///< "Qwen/Qwen3-32B", or empty
    QString path; ///< in the repo; the target where it is no file of a repo
    QString commit;
    QString id;
    int status = 0; ///< 0 while it is open
    Outcome outcome = Outcome::None;
    qint64 begin = 0;
    qint64 end = 0;   ///< of the range; 0 when it is not known
    qint64 bytes = 0; ///< sent
    bool isOpen = false;
    bool isWhole = true; ///< false: the client left early

    bool operator==(const RequestRow &) const = default;
};

/// Its name, else its address.
inline const QString &shownClient(const RequestRow &row)
{
    return row.clientName.isEmpty() ? row.client : row.clientName;
}

struct RequestBefore
{
    bool operator()(const RequestRow &a, const RequestRow &b) const { return a.number < b.number; }
};

constexpr qint64 firstOpen = qint64(1) << 60;

RequestRow requestRow(const meter::RequestRecord &record);

/// What became of it, also for requests that are no files.
enum class RequestResult
{
    Hit,
    Joined,
    Miss,
    Stale,
    Rejected,
    Failed, ///< our own or upstream's fault
    LeftEarly,
    Other
};

RequestResult resultOf(const RequestRow &row);
/// "hit", "joined", "miss", "stale", "rejected", "failed", "left" or "other": in filters and exports.
const char *keyOf(RequestResult result);

} // namespace mirrorlake::ui
