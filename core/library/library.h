// What can be had and what is here: search, one repo, the list of what is held, and where a thing is. In-process, over
// HTTP, or refused by a mirror that does not run. Every call returns at once; its answer comes once, on any thread,
// perhaps before the call returned. Thread: any.
#pragma once

#include "base/error.h"
#include "library/card.h"
#include "library/find.h"

#include <functional>

namespace mirrorlake::library {

class Library
{
public:
    template<typename T>
    using Then = std::function<void(Result<T>)>;

    virtual ~Library() = default;

    /// Upstream's answer where there is one, with what is known and held here; else what the catalogue knows, with the
    /// reason. Errors: BadRequest.
    virtual void search(SearchQuestion question, Then<SearchAnswer> then) = 0;
    /// Errors: RepoNotFound, RevisionNotFound, GatedRepo, AccessDenied, and those of upstream when nothing is known.
    virtual void card(CardQuestion question, Then<Card> then) = 0;
    /// Never asks upstream. Errors: BadRequest, Io.
    virtual void held(HeldQuestion question, Then<HeldPage> then) = 0;
    /// By "org/name" or a part of it, a file's name or a pattern of it, a commit, or the hash of a blob. Never asks
    /// upstream. Errors: BadRequest, Io.
    virtual void find(std::string what, Then<FindAnswer> then) = 0;
};

} // namespace mirrorlake::library
