// The rooms of the settings page, in order, and which settings stand in each. A setting that no room names stands in
// the last one, so that none is ever out of reach. Thread: GUI (translations).
#pragma once

#include "settings/field.h"

#include <QString>

#include <vector>

namespace mirrorlake::ui {

struct SettingsArea
{
    QString icon;
    QString name;
    std::vector<const settings::Field *> fields;
};

/// In the present language; empty ones are left out.
std::vector<SettingsArea> settingsAreas();

/// Label and help of a setting in the present language.
QString labelOf(const settings::Field &field);
QString helpOf(const settings::Field &field);
/// True when each of the words begins one in key, label or help, in the present language or in English; scripts without
/// gaps between words have them anywhere.
bool isAbout(const settings::Field &field, const QString &words);

} // namespace mirrorlake::ui
