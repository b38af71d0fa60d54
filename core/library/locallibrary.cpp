#include "library/locallibrary.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace mirrorlake::library {

namespace {

constexpr int threads = 4;
constexpr int mostWaiting = 100;
constexpr std::size_t mostRepos = 10'000;
constexpr std::array<std::string_view, 6> sorts{"used", "size", "freed", "hits", "arrived", "name"};
constexpr std::array<std::string_view, 5> types{"", "model", "dataset", "space", "kernel"};

} // namespace

LocalLibrary::LocalLibrary(Parts parts)
    : m_parts(parts), m_book(parts.catalog, parts.store, parts.clock),
      m_searcher(parts.catalog, parts.hub, m_book),
      m_cardMaker({parts.catalog, parts.store, parts.hub, m_book, m_searcher, parts.clock}),
      m_finder(parts.catalog, m_book)
{
    m_pool.setMaxThreadCount(threads);
    m_pool.setObjectName(QStringLiteral("library"));
}

LocalLibrary::~LocalLibrary()
{
    stop();
}

void LocalLibrary::stop()
{
    m_isStopping = true;
    m_pool.waitForDone();
}

template<typename T, typename Work>
void LocalLibrary::later(Then<T> then, Work work)
{
    if (m_isStopping)
        return then(fail(ErrorCode::Cancelled, "the mirror is stopping"));
    if (++m_waiting > mostWaiting) {
        --m_waiting;
        return then(fail(ErrorCode::TooManyRequests, "too many questions wait already; ask again in a moment"));
    }
    m_pool.start([this, then = std::move(then), work = std::move(work)] {
        Result<T> answer = fail(ErrorCode::Cancelled, "the mirror is stopping");
        if (!m_isStopping)
            answer = work();
        --m_waiting;
        then(std::move(answer));
    });
}

void LocalLibrary::search(SearchQuestion question, Then<SearchAnswer> then)
{
    later(std::move(then), [this, question = std::move(question)] { return m_searcher.search(question); });
}

void LocalLibrary::card(CardQuestion question, Then<Card> then)
{
    later(std::move(then), [this, question = std::move(question)] { return m_cardMaker.make(question); });
}

void LocalLibrary::held(HeldQuestion question, Then<HeldPage> then)
{
    later(std::move(then), [this, question = std::move(question)] { return page(question); });
}

void LocalLibrary::find(std::string what, Then<FindAnswer> then)
{
    later(std::move(then), [this, what = std::move(what)] { return m_finder.find(what); });
}

Result<HeldPage> LocalLibrary::page(const HeldQuestion &question)
{
    if (std::ranges::find(sorts, question.sort) == sorts.end())
        return fail(ErrorCode::BadRequest, "sort is one of used, size, freed, hits, arrived, name");
    if (std::ranges::find(types, question.type) == types.end())
        return fail(ErrorCode::BadRequest, "type is one of model, dataset, space, kernel");
    if (question.limit < 1 || question.limit > mostRepos || hasControlCharacter(question.text))
        return fail(ErrorCode::BadRequest, "a page has 1 to 10000 rows, and text has no control characters");
    const auto list = m_book.list();
    if (!list)
        return fail(list.error());
    HeldPage page = (*list)->page(question);
    page.freeSpace = m_parts.store.freeSpace().count;
    return page;
}

} // namespace mirrorlake::library
