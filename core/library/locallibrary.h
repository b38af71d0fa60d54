// The library of a mirror in this process. Each question is answered on a small pool of its own, because upstream may
// take its time; at most a hundred wait. Thread: any; nothing here waits but stop().
#pragma once

#include "library/cardmaker.h"
#include "library/finder.h"
#include "library/library.h"

#include <QtCore/QThreadPool>

#include <atomic>

namespace mirrorlake::library {

class LocalLibrary final : public Library
{
public:
    /// All outlive it.
    struct Parts
    {
        catalog::Catalog &catalog;
        store::BlobStore &store;
        upstream::Hub &hub;
        const Clock &clock;
    };

    explicit LocalLibrary(Parts parts);
    ~LocalLibrary() override; ///< as stop()

    void search(SearchQuestion question, Then<SearchAnswer> then) override;
    void card(CardQuestion question, Then<Card> then) override;
    void held(HeldQuestion question, Then<HeldPage> then) override;
    void find(std::string what, Then<FindAnswer> then) override;

    void changed() { m_book.changed(); } ///< something was removed, pinned or brought back
    void grew() { m_book.grew(); }       ///< a file became complete
    /// Refuses from now on, and waits for what runs; the hub is to be stopped before.
    void stop();

private:
    template<typename T, typename Work>
    void later(Then<T> then, Work work);
    Result<HeldPage> page(const HeldQuestion &question);

    const Parts m_parts;
    HeldBook m_book;
    Searcher m_searcher;   // depends on: m_book
    CardMaker m_cardMaker; // depends on: m_book, m_searcher
    const Finder m_finder; // depends on: m_book
    std::atomic<int> m_waiting{0};
    std::atomic<bool> m_isStopping{false};
    QThreadPool m_pool; // depends on: all above
};

} // namespace mirrorlake::library
