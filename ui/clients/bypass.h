// Whether a client goes round the mirror with the bytes of files: it was given the key to fetch a repo through Xet, and
// then neither took its files that way nor in the plain way. Pure.
#pragma once

#include "meter/requestlog.h"

#include <QStringList>

#include <vector>

namespace mirrorlake::ui {

/// Repos of which it took keys but no bytes; empty when nothing is wrong. now in unix milliseconds: a client has half a
/// minute to begin.
QStringList bypassedRepos(const std::vector<meter::RequestRecord> &requests, const std::string &client,
                          std::int64_t now);
/// What makes it take the bytes here.
QString bypassFix();

} // namespace mirrorlake::ui
