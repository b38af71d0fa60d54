// A library on paper: answers what the test put in, and remembers what was asked. Thread: GUI.
#pragma once

#include "library/library.h"

#include <optional>
#include <vector>

namespace mirrorlake::test {

class FakeLibrary final : public library::Library
{
public:
    std::optional<Error> fault;
    std::function<library::SearchAnswer(const library::SearchQuestion &)> onSearch;
    std::function<Result<library::Card>(const library::CardQuestion &)> onCard;
    library::HeldPage heldPage;
    std::vector<library::SearchQuestion> searches;
    std::vector<library::CardQuestion> cards;
    int heldQuestions = 0;

    void search(library::SearchQuestion question, Then<library::SearchAnswer> then) override
    {
        searches.push_back(question);
        if (fault)
            then(fail(*fault));
        else
            then(onSearch ? onSearch(question) : library::SearchAnswer());
    }
    void card(library::CardQuestion question, Then<library::Card> then) override
    {
        cards.push_back(question);
        if (fault || !onCard)
            then(fail(fault.value_or(Error{ErrorCode::RepoNotFound, "no such repo", 0})));
        else
            then(onCard(question));
    }
    void held(library::HeldQuestion, Then<library::HeldPage> then) override
    {
        ++heldQuestions;
        if (fault)
            then(fail(*fault));
        else
            then(heldPage);
    }
    void find(std::string, Then<library::FindAnswer> then) override { then(library::FindAnswer()); }
};

} // namespace mirrorlake::test
