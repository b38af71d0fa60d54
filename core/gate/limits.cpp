#include "gate/limits.h"

#include <algorithm>

namespace mirrorlake::gate {

void Limits::setOptions(LimitOptions options)
{
    {
        const std::lock_guard lock(m_mutex);
        m_options = std::move(options);
        ++m_version;
        m_groups.clear();
        for (const GroupLimit &limit : m_options.groups) {
            m_groups.push_back(std::make_shared<Group>());
            m_groups.back()->limit = limit;
        }
        m_level = m_options.week.at(m_clock.wall());
    }
    apply(m_level);
}

void Limits::tick()
{
    WeekLevel level = WeekLevel::Limited;
    {
        const std::lock_guard lock(m_mutex);
        level = m_options.week.at(m_clock.wall());
    }
    if (m_level.exchange(level) != level)
        apply(level);
}

int Limits::secondsUntilOn() const
{
    const std::lock_guard lock(m_mutex);
    return m_options.week.secondsUntilOn(m_clock.wall());
}

/// An hour that is off holds what already runs, until the next that is not: see Pace::allowed().
void Limits::apply(WeekLevel level)
{
    const std::lock_guard lock(m_mutex);
    const auto now = m_clock.steady();
    const double part = level == WeekLevel::Full ? 0 : 1;
    m_all.setRate({m_options.clients.value * part}, now);
    for (const auto &group : m_groups)
        group->bucket.setRate({group->limit.rate.value * part}, now);
    for (const auto &[address, client] : m_clients) {
        client->bucket.setRate({m_options.perClient.value * part}, now);
        join(*client, address);
    }
    const bool hasLimit = m_options.clients.value > 0 || m_options.perClient.value > 0 || !m_groups.empty();
    m_isLimiting = hasLimit && level != WeekLevel::Full;
}

void Limits::join(Client &client, const std::string &address)
{
    if (client.groupsOf == m_version)
        return;
    leaveGroup(client);
    client.groupsOf = m_version;
    const auto found = std::ranges::find_if(m_groups, [&](const auto &group) {
        return std::ranges::any_of(group->limit.networks,
                                   [&](const Network &network) { return network.contains(address); });
    });
    if (found == m_groups.end())
        return;
    client.group = *found;
    client.group->bucket.enter(m_clock.steady());
}

void Limits::leaveGroup(Client &client)
{
    if (client.group)
        client.group->bucket.leave();
    client.group.reset();
}

std::shared_ptr<Pace> Limits::begin(const std::string &address)
{
    std::shared_ptr<Client> client;
    {
        const std::lock_guard lock(m_mutex);
        auto &known = m_clients[address];
        if (!known) {
            known = std::make_shared<Client>();
            const bool isLimited = m_level.load() != WeekLevel::Full;
            known->bucket.setRate({isLimited ? m_options.perClient.value : 0}, m_clock.steady());
            m_all.enter(m_clock.steady());
            join(*known, address);
        }
        ++known->transfers;
        known->bucket.enter(m_clock.steady());
        client = known;
    }
    return std::make_shared<Pace>(shared_from_this(), address, std::move(client));
}

void Limits::end(const std::string &address)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_clients.find(address);
    if (found == m_clients.end())
        return;
    Client &client = *found->second;
    client.bucket.leave();
    if (--client.transfers > 0)
        return;
    leaveGroup(client);
    m_all.leave();
    m_clients.erase(found);
}

} // namespace mirrorlake::gate
