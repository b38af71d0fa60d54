#include "gate/admission.h"

#include <algorithm>
#include <vector>

namespace mirrorlake::gate {

namespace {

constexpr std::size_t mostClients = 10'000; ///< remembered while they ask nothing

} // namespace

class Admission::Door : public std::enable_shared_from_this<Door>
{
public:
    Door(AdmissionOptions options, const Clock &clock) : m_clock(clock), m_options(options) {}

    void setOptions(AdmissionOptions options)
    {
        const std::lock_guard lock(m_mutex);
        m_options = options;
    }

    void enter(const std::string &client, Ready ready)
    {
        Place place;
        {
            const std::lock_guard lock(m_mutex);
            const bool isFirst = m_queue.empty() || m_options.perClient > 0 || m_options.ratePerClient > 0;
            if (isFirst && mayEnter(client)) {
                place = take(client);
            } else if (m_options.wait.count() > 0 && m_queue.size() < m_options.longestQueue) {
                m_queue.push_back({client, std::move(ready), m_clock.steady() + m_options.wait});
                return;
            }
        }
        ready(std::move(place));
    }

    /// Lets in whoever may, and turns away who waited for too long.
    void review()
    {
        std::vector<std::pair<Ready, Place>> done;
        {
            const std::lock_guard lock(m_mutex);
            const auto now = m_clock.steady();
            std::erase_if(m_queue, [&](Waiting &waiting) {
                const bool isIn = mayEnter(waiting.client);
                if (!isIn && now < waiting.until)
                    return false;
                done.emplace_back(std::move(waiting.ready), isIn ? take(waiting.client) : nullptr);
                return true;
            });
            if (m_clients.size() > mostClients)
                std::erase_if(m_clients, [&](const auto &known) {
                    return known.second.count <= 0 && now - known.second.filledAt > std::chrono::seconds(1);
                });
        }
        for (auto &[ready, place] : done)
            ready(std::move(place));
    }

    void leave(const std::string &client)
    {
        bool hasWaiting = false;
        {
            const std::lock_guard lock(m_mutex);
            --m_count;
            if (const auto known = m_clients.find(client); known != m_clients.end()) {
                --known->second.count;
                forgetIfIdle(known);
            }
            hasWaiting = !m_queue.empty();
        }
        if (hasWaiting)
            review();
    }

    int count() const
    {
        const std::lock_guard lock(m_mutex);
        return m_count;
    }

    int waiting() const
    {
        const std::lock_guard lock(m_mutex);
        return static_cast<int>(m_queue.size());
    }

private:
    struct Client
    {
        int count = 0;
        double tokens = 0;
        Clock::Steady filledAt{};
    };
    struct Waiting
    {
        std::string client;
        Ready ready;
        Clock::Steady until;
    };
    class HeldPlace
    {
    public:
        HeldPlace(std::shared_ptr<Door> door, std::string client) : m_door(std::move(door)), m_client(std::move(client))
        {}
        HeldPlace(const HeldPlace &) = delete;
        HeldPlace &operator=(const HeldPlace &) = delete;
        ~HeldPlace() { m_door->leave(m_client); }

    private:
        const std::shared_ptr<Door> m_door;
        const std::string m_client;
    };

    bool isWatched() const { return m_options.perClient > 0 || m_options.ratePerClient > 0; }

    bool mayEnter(const std::string &name)
    {
        if (m_count >= m_options.most)
            return false;
        if (!isWatched())
            return true;
        Client &client = refilled(name);
        if (m_options.perClient > 0 && client.count >= m_options.perClient)
            return false;
        return m_options.ratePerClient == 0 || client.tokens >= 1;
    }

    Client &refilled(const std::string &name)
    {
        const auto now = m_clock.steady();
        const auto [place, isNew] = m_clients.try_emplace(name, Client{0, double(m_options.ratePerClient), now});
        Client &client = place->second;
        const double seconds = std::chrono::duration<double>(now - client.filledAt).count();
        client.tokens = std::min(client.tokens + seconds * m_options.ratePerClient, double(m_options.ratePerClient));
        client.filledAt = now;
        return client;
    }

    Place take(const std::string &name)
    {
        ++m_count;
        if (isWatched()) {
            Client &client = m_clients[name];
            ++client.count;
            client.tokens -= 1;
        }
        return std::make_shared<HeldPlace>(shared_from_this(), isWatched() ? name : std::string());
    }

    /// One whose tokens are still coming is kept, so that coming back brings no new ones.
    void forgetIfIdle(std::unordered_map<std::string, Client>::iterator known)
    {
        const double seconds = std::chrono::duration<double>(m_clock.steady() - known->second.filledAt).count();
        if (known->second.count <= 0 && (m_options.ratePerClient == 0 || seconds > 1))
            m_clients.erase(known);
    }

    const Clock &m_clock;
    mutable std::mutex m_mutex;
    AdmissionOptions m_options;
    int m_count = 0;
    std::unordered_map<std::string, Client> m_clients;
    std::deque<Waiting> m_queue;
};

Admission::Admission(AdmissionOptions options, const Clock &clock) : m_door(std::make_shared<Door>(options, clock)) {}

void Admission::enter(const std::string &client, Ready ready)
{
    m_door->enter(client, std::move(ready));
}

void Admission::tick()
{
    m_door->review();
}

void Admission::setOptions(AdmissionOptions options)
{
    m_door->setOptions(options);
    m_door->review();
}

int Admission::count() const
{
    return m_door->count();
}

int Admission::waiting() const
{
    return m_door->waiting();
}

} // namespace mirrorlake::gate
