// Questions to the library as queries of the admin API, its answers as JSON, and both back. Pure.
#pragma once

#include "library/library.h"

#include <string>
#include <string_view>

namespace mirrorlake::control {

std::string toJson(const library::SearchAnswer &answer);
std::string toJson(const library::Card &card);
std::string toJson(const library::HeldPage &page);
std::string toJson(const library::FindAnswer &answer);

/// Errors: UpstreamBroken.
Result<library::SearchAnswer> searchAnswerFromJson(const std::string &json);
Result<library::Card> cardFromJson(const std::string &json);
Result<library::HeldPage> heldPageFromJson(const std::string &json);
Result<library::FindAnswer> findAnswerFromJson(const std::string &json);

/// "type=model&text=…", without what is as by default.
std::string queryOf(const library::SearchQuestion &question);
std::string queryOf(const library::CardQuestion &question);
std::string queryOf(const library::HeldQuestion &question);

/// Errors: BadRequest, with the field that is wrong.
Result<library::SearchQuestion> searchQuestionFrom(std::string_view query);
Result<library::CardQuestion> cardQuestionFrom(std::string_view query);
Result<library::HeldQuestion> heldQuestionFrom(std::string_view query);

} // namespace mirrorlake::control
