// Who or what the traffic was: requests and bytes by client, by repo or by what became of them, of the requests that
// are kept or of a day of the catalogue. Pure, but for the words of results.
#pragma once

#include "catalog/dayrow.h"
#include "ui/clients/clientpolicy.h"
#include "ui/traffic/requestrow.h"

namespace mirrorlake::ui {

struct BreakdownRow
{
    QString key;         ///< address of a client, else as the name
    QString name;        ///< as it is shown
    qint64 requests = 0; ///< of a day: files
    qint64 bytes = 0;    ///< to clients
    qint64 hits = 0;     ///< without those that joined
    qint64 joined = 0;
    qint64 misses = 0;

    bool operator==(const BreakdownRow &) const = default;
};

struct BreakdownBefore
{
    bool operator()(const BreakdownRow &a, const BreakdownRow &b) const { return a.key < b.key; }
};

enum class BreakdownBy
{
    Client,
    Repo,
    Result
};

/// Of requests that ended at since or later, sorted by key.
std::vector<BreakdownRow> breakdown(const std::vector<RequestRow> &requests, BreakdownBy by, qint64 since);
/// Of one day or month: its clients or repos, or the results of all of them. Sorted by key.
std::vector<BreakdownRow> breakdown(const std::vector<catalog::DayRow> &rows, BreakdownBy by,
                                    const ClientNames &names = {});

} // namespace mirrorlake::ui
