// What in a snapshot needs a person: fills that stand still or failed, a disk that runs full, offline mode. Pure but
// for the language.
#pragma once

#include "control/snapshot.h"

#include <QString>

#include <vector>

namespace mirrorlake::ui {

struct AttentionItem
{
    bool isError = false;
    QString text;
    QString detail; ///< tooltip: the reason as the engine gave it

    bool operator==(const AttentionItem &) const = default;
};

/// Errors first.
std::vector<AttentionItem> attentionItems(const control::Snapshot &snapshot);

} // namespace mirrorlake::ui
