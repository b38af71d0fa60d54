// A search in the words of the Hub: the question as path and query of its API, its answer as rows (hub-protocol §1.3).
// Pure.
#pragma once

#include "base/error.h"
#include "library/search.h"
#include "mirror/search/repofacts.h"
#include "mirror/search/searchquestion.h"

namespace mirrorlake::library {

/// "/api/models?search=…", for upstream.
std::string targetOf(const SearchQuestion &question);
/// The same question to the catalogue.
mirror::SearchQuestion catalogueQuestion(const SearchQuestion &question);
/// Errors: UpstreamBroken.
Result<std::vector<FoundRepo>> readList(RepoType type, std::string_view json);
FoundRepo foundRepo(const RepoKey &repo, const mirror::RepoFacts &facts);

/// Errors: BadRequest, with what is wrong.
Result<void> checked(const SearchQuestion &question);

} // namespace mirrorlake::library
