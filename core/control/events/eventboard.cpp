#include "control/events/eventboard.h"

#include "control/snapshotjson.h"

#include <fmt/format.h>

#include <map>
#include <mutex>
#include <utility>
#include <vector>

namespace mirrorlake::control {

namespace {

using Text = std::shared_ptr<const std::string>;

/// JSON has no line breaks here, so one line of data holds it.
Text eventOf(const Snapshot &snapshot)
{
    return std::make_shared<const std::string>(fmt::format("event: snapshot\ndata: {}\n\n", toJson(snapshot)));
}

} // namespace

class EventBoard::Board
{
public:
    struct Place
    {
        Text text; ///< that it has not taken yet
        std::function<void()> wake;
    };
    using Wakes = std::vector<std::function<void()>>;

    static void call(const Wakes &wakes)
    {
        for (const auto &wake : wakes)
            wake();
    }

    /// Under the mutex: what is to be called without it.
    Wakes takeWakes()
    {
        Wakes wakes;
        for (auto &[listener, place] : places) {
            if (place.wake)
                wakes.push_back(std::exchange(place.wake, nullptr));
        }
        return wakes;
    }

    std::mutex mutex;
    std::map<const Listener *, Place> places;
    bool isClosed = false;
};

class EventBoard::Listener final : public BodyStream
{
public:
    explicit Listener(std::shared_ptr<Board> board) : m_board(std::move(board)) {}
    ~Listener() override
    {
        const std::lock_guard lock(m_board->mutex);
        m_board->places.erase(this);
    }
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;

    State take(std::string &bytes) override
    {
        const std::lock_guard lock(m_board->mutex);
        if (const Text text = std::exchange(m_board->places[this].text, nullptr)) {
            bytes = *text;
            return State::Ready;
        }
        return m_board->isClosed ? State::Ended : State::Waiting;
    }

    void whenReady(std::function<void()> wake) override
    {
        {
            const std::lock_guard lock(m_board->mutex);
            Board::Place &place = m_board->places[this];
            if (!place.text && !m_board->isClosed) {
                place.wake = std::move(wake);
                return;
            }
        }
        wake();
    }

private:
    const std::shared_ptr<Board> m_board;
};

EventBoard::EventBoard() : m_board(std::make_shared<Board>()) {}

EventBoard::~EventBoard()
{
    close();
}

std::shared_ptr<BodyStream> EventBoard::listen(const Snapshot &first)
{
    auto listener = std::make_shared<Listener>(m_board);
    Text text = eventOf(first);
    const std::lock_guard lock(m_board->mutex);
    if (m_board->isClosed || m_board->places.size() >= mostListeners)
        return nullptr;
    m_board->places[listener.get()].text = std::move(text);
    return listener;
}

void EventBoard::publish(const Snapshot &snapshot)
{
    {
        const std::lock_guard lock(m_board->mutex);
        if (m_board->places.empty() || m_board->isClosed)
            return;
    }
    const Text text = eventOf(snapshot);
    Board::Wakes wakes;
    {
        const std::lock_guard lock(m_board->mutex);
        for (auto &[listener, place] : m_board->places)
            place.text = text;
        wakes = m_board->takeWakes();
    }
    Board::call(wakes);
}

void EventBoard::close()
{
    Board::Wakes wakes;
    {
        const std::lock_guard lock(m_board->mutex);
        m_board->isClosed = true;
        wakes = m_board->takeWakes();
    }
    Board::call(wakes);
}

} // namespace mirrorlake::control
