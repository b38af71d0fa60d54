#include "ui/traffic/requestrow.h"

#include "ui/format/names.h"

namespace mirrorlake::ui {

RequestRow requestRow(const meter::RequestRecord &record)
{
    return {.number = record.number,
            .at = record.unixMilliseconds,
            .took = record.milliseconds,
            .client = QString::fromStdString(record.client),
            .clientName = {},
            .method = QString::fromStdString(record.method),
            .repo = repoTitle(record.repo),
            .path = QString::fromStdString(record.path.empty() ? record.target : record.path),
            .commit = QString::fromStdString(record.commit),
            .id = QString::fromStdString(record.id),
            .status = record.status,
            .outcome = record.outcome,
            .begin = record.range.begin,
            .end = record.range.end,
            .bytes = record.bytes,
            .isWhole = record.isWhole};
}

RequestResult resultOf(const RequestRow &row)
{
    if (!row.isWhole)
        return RequestResult::LeftEarly;
    if (row.status >= 500)
        return RequestResult::Failed;
    switch (row.outcome) {
    case Outcome::Hit:
        return RequestResult::Hit;
    case Outcome::Joined:
        return RequestResult::Joined;
    case Outcome::Miss:
        return RequestResult::Miss;
    case Outcome::Stale:
        return RequestResult::Stale;
    case Outcome::Rejected:
        return RequestResult::Rejected;
    case Outcome::None:
        break;
    }
    return row.status >= 400 ? RequestResult::Rejected : RequestResult::Other;
}

const char *keyOf(RequestResult result)
{
    constexpr std::array keys{"hit", "joined", "miss", "stale", "rejected", "failed", "left", "other"};
    return keys[std::size_t(result)];
}

} // namespace mirrorlake::ui
