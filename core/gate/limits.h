// How fast bytes go to clients: all together, each, and groups of them. A reply that is limited is given a body which
// lets through what its buckets allow and then says that nothing more can be read yet, so whoever sends it waits as for
// a slow disk, and sendfile stays what it is. One thread wakes all that wait, at most every few milliseconds. A new
// limit counts at once for running transfers; where no limit is in force it costs one atomic read. When the line is
// full, clients have equal shares, however many connections each has. Thread: any.
#pragma once

#include "base/httpmessage.h"
#include "base/network.h"
#include "base/ratebucket.h"
#include "base/week.h"
#include "gate/pacer.h"

#include <map>

namespace mirrorlake::gate {

struct GroupLimit
{
    std::string name;
    std::vector<Network> networks;
    BytesPerSecond rate;
};

struct LimitOptions
{
    BytesPerSecond clients;   ///< all together; 0: none
    BytesPerSecond perClient; ///< 0: none
    std::vector<GroupLimit> groups;
    Week week; ///< hours in which they apply
};

class Pace;

class Limits : public std::enable_shared_from_this<Limits>
{
public:
    explicit Limits(const Clock &clock) : m_clock(clock), m_pacer(clock) {}

    void setOptions(LimitOptions options);
    /// Looks whether another hour of the week has come. Twice a second is often enough.
    void tick();
    WeekLevel level() const { return m_level.load(std::memory_order_relaxed); }
    /// For Retry-After while the level is Off.
    int secondsUntilOn() const;

    /// True while any limit is in force.
    bool isLimiting() const { return m_isLimiting.load(std::memory_order_relaxed); }
    /// For one reply to this client; keeps the limits, which are owned by shared pointers only.
    std::shared_ptr<Pace> begin(const std::string &client);

private:
    friend class Pace;
    struct Group
    {
        GroupLimit limit;
        RateBucket bucket;
    };
    struct Client
    {
        RateBucket bucket; ///< its takers are its connections
        std::shared_ptr<Group> group;
        std::uint64_t groupsOf = 0; ///< the options by which the group was chosen
        int transfers = 0;
    };

    void apply(WeekLevel level);
    void join(Client &client, const std::string &address);
    void leaveGroup(Client &client);
    void end(const std::string &address);

    const Clock &m_clock;
    RateBucket m_all; ///< its takers are clients
    std::atomic<WeekLevel> m_level{WeekLevel::Limited};
    std::atomic<bool> m_isLimiting{false};

    mutable std::mutex m_mutex; ///< guards the rest
    LimitOptions m_options;
    std::uint64_t m_version = 0;
    std::vector<std::shared_ptr<Group>> m_groups;
    std::map<std::string, std::shared_ptr<Client>> m_clients; ///< that have a transfer now

    Pacer m_pacer; ///< depends on: all above
};

/// One reply's part in the limits.
class Pace : public std::enable_shared_from_this<Pace>
{
public:
    Pace(std::shared_ptr<Limits> limits, std::string address, std::shared_ptr<Limits::Client> client);
    ~Pace();
    Pace(const Pace &) = delete;
    Pace &operator=(const Pace &) = delete;

    /// How many of these bytes may go now.
    std::int64_t allowed(std::int64_t wanted);
    void sent(std::int64_t bytes);
    /// Paid for, and not waited for: small replies.
    void charge(std::int64_t bytes);
    /// Calls wake when more is allowed.
    void whenAllowed(std::function<void()> wake);

private:
    std::shared_ptr<Limits::Group> group() const;
    void reserve(std::int64_t bytes);
    std::chrono::nanoseconds untilReached();

    const std::shared_ptr<Limits> m_limits;
    const std::string m_address;
    const std::shared_ptr<Limits::Client> m_client;
    std::mutex m_mutex;
    std::int64_t m_allowance = 0;
    std::int64_t m_reserved = 0;
    double m_positions[3] = {};
    std::shared_ptr<Limits::Group> m_group; ///< in which the reservation is
};

/// The same file, given out no faster than its pace allows.
std::shared_ptr<FileBody> pacedBody(std::shared_ptr<FileBody> file, std::shared_ptr<Pace> pace);

} // namespace mirrorlake::gate
