// Asks a mirror elsewhere once whether it answers and takes the token. Thread: GUI; the answer comes on any.
#pragma once

#include "base/error.h"

#include <QString>

#include <functional>

namespace mirrorlake::ui {

using Probe = std::function<void(const QString &url, const QString &token, std::function<void(Result<bool>)> then)>;

/// The real one. Errors: AccessDenied for a wrong token, UpstreamBroken for what is no Mirrorlake, and those of a
/// connection.
void probeMirror(const QString &url, const QString &token, std::function<void(Result<bool>)> then);

} // namespace mirrorlake::ui
