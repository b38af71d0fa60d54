// What helps somebody else to see what is wrong: versions, settings, state and log of this mirror as plain texts, with
// every secret taken out. Pure but for asking the system what it is.
#pragma once

#include "base/logtail.h"
#include "control/snapshot.h"
#include "settings/settings.h"

#include <QString>

#include <vector>

namespace mirrorlake::ui {

struct DiagnosticFile
{
    QString name;
    QString text;
};

/// Without tokens, passwords, signatures in URLs, control tokens and this user's home folder.
QString withoutSecrets(QString text);

std::vector<DiagnosticFile> diagnosticFiles(const control::Snapshot &snapshot, const settings::Settings &settings,
                                            const std::vector<log::Line> &lines);

} // namespace mirrorlake::ui
