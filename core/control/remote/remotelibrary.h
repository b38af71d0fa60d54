// The library of a mirror elsewhere, over its admin API; waits and errs as RemoteOperations do. Thread: any.
#pragma once

#include "library/library.h"

namespace mirrorlake::control {

class RemoteOperations;

class RemoteLibrary final : public library::Library
{
public:
    explicit RemoteLibrary(RemoteOperations &mirror) : m_mirror(mirror) {}

    void search(library::SearchQuestion question, Then<library::SearchAnswer> then) override;
    void card(library::CardQuestion question, Then<library::Card> then) override;
    void held(library::HeldQuestion question, Then<library::HeldPage> then) override;
    void find(std::string what, Then<library::FindAnswer> then) override;

private:
    RemoteOperations &m_mirror;
};

} // namespace mirrorlake::control
