// Models to find, a card to look at and a cache to delete from: the same every time. Pure.
#pragma once

#include "ui/fakelibrary.h"

namespace mirrorlake::test {

RepoKey repoKey(const std::string &text); ///< "org/name" or "datasets/org/name"
/// Ten repos a page, three pages.
library::SearchAnswer sceneSearch(const library::SearchQuestion &question);
/// Weights, tokenizer and other files, some of them here; a repo of quantisations when its name ends in GGUF.
library::Card sceneCard(const library::CardQuestion &question);
/// Fourteen repos, of which two share a file.
library::HeldPage sceneHeld();
/// So many repos with ten files each.
library::HeldPage manyHeld(int repos);

} // namespace mirrorlake::test
