#include "mirror/search/searchquestion.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace mirrorlake::mirror {

namespace {

constexpr std::size_t maxLimit = 1000;
constexpr std::string_view cursorMark = "catalogue.";

std::size_t numberIn(std::string_view text, std::size_t otherwise)
{
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? number : otherwise;
}

/// "6B", "128M", "1.5K" or a plain number.
std::optional<std::int64_t> parametersIn(std::string_view text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || !(number >= 0))
        return std::nullopt;
    const std::string unit = lowered(text.substr(static_cast<std::size_t>(end - text.data())));
    const double factor = unit == "k" ? 1e3 : unit == "m" ? 1e6 : unit == "b" ? 1e9 : unit == "t" ? 1e12 : 1;
    return static_cast<std::int64_t>(std::min(number * factor, 9e18));
}

void readParameters(std::string_view text, SearchQuestion &question)
{
    for (const std::string_view part : split(text, ',')) {
        if (part.starts_with("min:"))
            question.minParameters = parametersIn(part.substr(4)).value_or(0);
        else if (part.starts_with("max:"))
            question.maxParameters = parametersIn(part.substr(4)).value_or(INT64_MAX);
    }
}

void addAll(const hub::Query &query, std::string_view name, std::vector<std::string> &texts)
{
    for (const std::string_view value : query.values(name)) {
        for (const std::string_view part : split(value, ',')) {
            if (!part.empty())
                texts.emplace_back(part);
        }
    }
}

} // namespace

SearchQuestion searchQuestionOf(RepoType type, const hub::Query &query)
{
    SearchQuestion question;
    question.type = type;
    for (const std::string_view words : query.values("search")) {
        for (const std::string_view word : split(words, ' ')) {
            if (!word.empty())
                question.words.push_back(lowered(word));
        }
    }
    question.author = query.value("author");
    for (const char *name : {"filter", "tags", "apps", "library", "language", "dataset"})
        addAll(query, name, question.filters);
    question.pipelineTag = query.value("pipeline_tag");
    question.inference = query.value("inference");
    question.asksProvider = query.has("inference_provider");
    if (query.has("gated"))
        question.isGated = query.isTrue("gated");
    readParameters(query.value("num_parameters"), question);
    if (query.has("sort"))
        question.sort = query.value("sort");
    question.isAscending = query.value("direction") == "1";
    question.limit = std::clamp<std::size_t>(numberIn(query.value("limit"), maxLimit), 1, maxLimit);
    const std::string_view cursor = query.value("cursor");
    if (cursor.starts_with(cursorMark))
        question.offset = numberIn(cursor.substr(cursorMark.size()), 0);
    question.isFull = query.isTrue("full");
    question.withCardData = query.isTrue("cardData");
    question.withConfig = query.isTrue("config");
    for (const char *name : {"expand", "expand[]"})
        addAll(query, name, question.expand);
    return question;
}

std::string searchCursor(std::size_t offset)
{
    return std::string(cursorMark) + std::to_string(offset);
}

} // namespace mirrorlake::mirror
