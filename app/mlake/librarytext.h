// Search, repos and what is held as tables for a terminal. Pure.
#pragma once

#include "library/library.h"

#include <string>

namespace mirrorlake::app {

std::string searchText(const library::SearchAnswer &answer);
std::string heldText(const library::HeldPage &page);
/// With all files of the page, or with what there is to know before a download.
std::string filesText(const library::Card &card);
std::string cardText(const library::Card &card);
std::string findText(const library::FindAnswer &answer);

} // namespace mirrorlake::app
