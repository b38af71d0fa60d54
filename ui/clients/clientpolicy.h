// What is set for one client, read out of the settings and put back into them: its name, its own limit, its group,
// whether it is blocked. A limit of its own is a group of one; it stands first, so that it wins over larger ones. Pure.
#pragma once

#include "base/network.h"
#include "control/configuration.h"

#include <QString>
#include <QStringList>

#include <map>
#include <vector>

namespace mirrorlake::ui {

struct ClientPolicy
{
    QString name;     ///< empty: none
    qint64 limit = 0; ///< of its own, bytes a second; 0: none
    QString group;    ///< whose limit it shares, or empty
    qint64 groupLimit = 0;
    bool isBlocked = false;

    bool operator==(const ClientPolicy &) const = default;
};

using ClientNames = std::map<QString, QString>; ///< as people called them, by address

/// Its name, else its address.
QString shownClient(const ClientNames &names, const QString &address);

class ClientPolicies
{
public:
    ClientPolicies() = default;
    explicit ClientPolicies(const settings::Settings &settings);

    ClientPolicy of(const QString &address) const;
    const ClientNames &names() const { return m_names; }
    /// Of limits that several clients share.
    QStringList groups() const;

    // What is to be changed for it; an empty name, a limit of 0 and an empty group take away.
    control::Assignment named(const QString &address, const QString &name) const;
    control::Assignment limited(const QString &address, qint64 limit) const;
    control::Assignment grouped(const QString &address, const QString &group) const;
    control::Assignment blocked(const QString &address, bool isBlocked) const;

private:
    struct Group
    {
        std::string name;
        std::vector<std::string> members;
        std::string rate;
        std::vector<Network> networks{};             ///< of the members, to look into
        bool isOf(const std::string &address) const; ///< of this one client alone
        std::string text() const;
    };
    static Group parsed(const std::string &text);

    ClientNames m_names;
    std::vector<Group> m_groups;
    std::vector<std::string> m_blocked;
    std::vector<Network> m_blockedNetworks;
};

} // namespace mirrorlake::ui
