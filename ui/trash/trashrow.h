// One file in the trash: what it was, why it went, until when it can come back. Plain value.
#pragma once

#include "control/upkeeporder.h"

#include <QString>

#include <chrono>

namespace mirrorlake::ui {

struct TrashRow
{
    QString hash{};
    QString repo{}; ///< "org/name", or empty when no known repo had it
    QString path{};
    qint64 size = 0;
    qint64 wentAt = 0; ///< unix seconds
    qint64 until = 0;
    std::string reason{}; ///< as the history has it; empty when it says nothing

    bool operator==(const TrashRow &) const = default;
};

/// Sorted by hash. What a file was, and why it went, stands in the history.
std::vector<TrashRow> trashRows(const std::vector<store::TrashedBlob> &trash,
                                const std::vector<catalog::SweptRecord> &history, std::chrono::seconds keptFor);
/// "deleted by hand" in the present language.
QString trashReason(const TrashRow &row);

} // namespace mirrorlake::ui
