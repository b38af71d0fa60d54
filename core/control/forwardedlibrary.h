// A library that passes each question on by a way that its owner gives, which calls with the real one: at once while it
// keeps the mirror from being destroyed, or later from another thread. Thread: any.
#pragma once

#include "library/library.h"

#include <functional>

namespace mirrorlake::control {

class ForwardedLibrary final : public library::Library
{
public:
    using Way = std::function<void(std::function<void(library::Library &)>)>;

    explicit ForwardedLibrary(Way way) : m_way(std::move(way)) {}

    void search(library::SearchQuestion question, Then<library::SearchAnswer> then) override
    {
        m_way([question = std::move(question), then = std::move(then)](library::Library &to) {
            to.search(question, then);
        });
    }
    void card(library::CardQuestion question, Then<library::Card> then) override
    {
        m_way([question = std::move(question), then = std::move(then)](library::Library &to) {
            to.card(question, then);
        });
    }
    void held(library::HeldQuestion question, Then<library::HeldPage> then) override
    {
        m_way([question = std::move(question), then = std::move(then)](library::Library &to) {
            to.held(question, then);
        });
    }
    void find(std::string what, Then<library::FindAnswer> then) override
    {
        m_way([what = std::move(what), then = std::move(then)](library::Library &to) { to.find(what, then); });
    }

private:
    const Way m_way;
};

} // namespace mirrorlake::control
