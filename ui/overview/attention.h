// What in a snapshot needs a person: fills that stand still or failed, a disk that runs full, offline mode. Pure but
// for the language.
#pragma once

#include "control/snapshot.h"

#include <QString>

#include <vector>

namespace mirrorlake::ui {

/// Where it can be mended.
enum class AttentionFix
{
    None,
    Downloads,
    MakeRoom,
    AddToken,
    GoOnline,
    CheckHealth,
};

struct AttentionItem
{
    bool isError = false;
    QString text;
    QString detail{}; ///< the reason as the engine gave it
    AttentionFix fix = AttentionFix::None;

    bool operator==(const AttentionItem &) const = default;
};

/// The words of the link that mends it; empty for None.
QString fixText(AttentionFix fix);

/// Errors first.
std::vector<AttentionItem> attentionItems(const control::Snapshot &snapshot);

} // namespace mirrorlake::ui
