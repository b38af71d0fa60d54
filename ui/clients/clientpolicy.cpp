#include "ui/clients/clientpolicy.h"

#include "base/text.h"
#include "settings/clientfields.h"
#include "settings/units.h"

#include <algorithm>

namespace mirrorlake::ui {

namespace {

std::string joined(const std::vector<std::string> &items, std::string_view between)
{
    std::string text;
    for (const std::string &item : items)
        text += (text.empty() ? std::string() : std::string(between)) + item;
    return text;
}

std::vector<Network> networksOf(const std::vector<std::string> &texts)
{
    std::vector<Network> networks;
    for (const std::string &text : texts) {
        if (const auto network = Network::parse(text))
            networks.push_back(*network);
    }
    return networks;
}

bool holds(const std::vector<Network> &networks, const std::string &address)
{
    return std::ranges::any_of(networks, [&](const Network &network) { return network.contains(address); });
}

qint64 bytesOf(const std::string &rate)
{
    const auto bytes = settings::parseBytes(rate);
    return bytes ? bytes->count : 0;
}

} // namespace

QString shownClient(const ClientNames &names, const QString &address)
{
    const auto name = names.find(address);
    return name == names.end() ? address : name->second;
}

ClientPolicies::ClientPolicies(const settings::Settings &settings)
    : m_blocked(settings.clients.blocked), m_blockedNetworks(networksOf(m_blocked))
{
    for (const std::string &text : settings.clients.names) {
        if (const auto name = settings::ClientName::parse(text))
            m_names.emplace(QString::fromStdString(name->address), QString::fromStdString(name->name));
    }
    for (const std::string &text : settings.limits.groups)
        m_groups.push_back(parsed(text));
}

bool ClientPolicies::Group::isOf(const std::string &address) const
{
    return members.size() == 1 && members.front() == address;
}

std::string ClientPolicies::Group::text() const
{
    return (name.empty() ? std::string() : name + ":") + joined(members, "+") + "=" + rate;
}

ClientPolicies::Group ClientPolicies::parsed(const std::string &text)
{
    const std::size_t equals = text.rfind('=');
    Group group;
    group.rate = equals == std::string::npos ? std::string() : std::string(trimmed(text.substr(equals + 1)));
    std::string members(trimmed(text.substr(0, equals)));
    const std::size_t colon = members.find(':');
    // An IPv6 address has colons of its own
    if (colon != std::string::npos && !Network::parse(members.substr(0, members.find('+')))) {
        group.name = std::string(trimmed(members.substr(0, colon)));
        members = members.substr(colon + 1);
    }
    for (const std::string_view member : split(members, '+'))
        group.members.emplace_back(trimmed(member));
    group.networks = networksOf(group.members);
    return group;
}

ClientPolicy ClientPolicies::of(const QString &client) const
{
    const std::string address = client.toStdString();
    ClientPolicy policy;
    if (const auto name = m_names.find(client); name != m_names.end())
        policy.name = name->second;
    for (const Group &group : m_groups) {
        if (group.isOf(address)) {
            policy.limit = bytesOf(group.rate);
        } else if (policy.group.isEmpty() && holds(group.networks, address)) {
            policy.group = QString::fromStdString(group.name.empty() ? joined(group.members, "+") : group.name);
            policy.groupLimit = bytesOf(group.rate);
        }
    }
    policy.isBlocked = holds(m_blockedNetworks, address);
    return policy;
}

QStringList ClientPolicies::groups() const
{
    QStringList names;
    for (const Group &group : m_groups) {
        const bool isOfOne = group.members.size() == 1 && group.members.front().find('/') == std::string::npos;
        if (!isOfOne && !group.name.empty())
            names += QString::fromStdString(group.name);
    }
    return names;
}

control::Assignment ClientPolicies::named(const QString &client, const QString &name) const
{
    std::vector<std::string> items;
    for (const auto &[of, is] : m_names) {
        if (of != client)
            items.push_back(settings::ClientName{of.toStdString(), is.toStdString()}.text());
    }
    if (const std::string wanted = name.simplified().remove(u',').toStdString(); !wanted.empty())
        items.push_back(settings::ClientName{client.toStdString(), wanted}.text());
    return {"clients.names", joined(items, ", ")};
}

control::Assignment ClientPolicies::limited(const QString &client, qint64 limit) const
{
    const std::string address = client.toStdString();
    std::vector<std::string> items;
    if (limit > 0)
        items.push_back(Group{of(client).name.remove(u':').remove(u'+').remove(u'=').toStdString(),
                              {address},
                              settings::bytesText(Bytes{limit})}
                            .text());
    for (const Group &group : m_groups) {
        if (!group.isOf(address))
            items.push_back(group.text());
    }
    return {"limits.groups", joined(items, ", ")};
}

control::Assignment ClientPolicies::grouped(const QString &client, const QString &name) const
{
    const std::string address = client.toStdString();
    std::vector<std::string> items;
    for (Group group : m_groups) {
        if (!group.isOf(address))
            std::erase(group.members, address);
        if (!name.isEmpty() && group.name == name.toStdString())
            group.members.push_back(address);
        if (!group.members.empty())
            items.push_back(group.text());
    }
    return {"limits.groups", joined(items, ", ")};
}

control::Assignment ClientPolicies::blocked(const QString &client, bool isBlocked) const
{
    const std::string address = client.toStdString();
    std::vector<std::string> items = m_blocked;
    std::erase(items, address);
    if (isBlocked)
        items.push_back(address);
    return {"clients.blocked", joined(items, ", ")};
}

} // namespace mirrorlake::ui
