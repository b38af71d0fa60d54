// Stands between the server and whoever answers: says who asks, lets in as many requests as may be under way at once
// (the others wait a little, and then get 429 and Retry-After), holds replies to the limits of speed, and lets the
// meter hear of every reply that carries bytes of a repository and the log of every one that has ended. Thread: serve()
// from any I/O thread; replies from any; tick() from one timer, twice a second.
#pragma once

#include "base/httpmessage.h"
#include "base/identity.h"
#include "gate/admission.h"
#include "gate/blocklist.h"
#include "gate/hostrules.h"
#include "gate/limits.h"
#include "meter/meter.h"
#include "meter/requestlog.h"

namespace mirrorlake::gate {

struct GateOptions
{
    int maxRequests = 2000;    ///< under way at once, in all
    int retryAfterSeconds = 1; ///< told to whoever is turned away
    int requestsPerClient = 0; ///< at once; 0: no bound
    int requestRate = 0;       ///< of one client, a second; 0: no bound
    std::chrono::milliseconds queueTimeout{0};
    LimitOptions limits{};
    std::vector<Network> blocked{}; ///< get 403
    HostRules hosts{};              ///< of the whole life
};

class Gate final : public HttpService
{
public:
    /// next outlives the gate; meter and clock also outlive every reply that is being sent.
    Gate(GateOptions options, HttpService &next, meter::Meter &meter, const Clock &clock);

    void serve(std::shared_ptr<const HttpRequest> request, ReplySink reply) override;
    void tick();
    /// Counts at once, also for what is under way.
    void setOptions(GateOptions options);

    /// Requests that are under way now, and that wait.
    int requests() const { return m_admission.count(); }
    int waiting() const { return m_admission.waiting(); }
    std::int64_t turnedAway() const;
    WeekLevel level() const;
    meter::RequestLog &log();

private:
    /// What replies need that may be given when the gate is gone.
    struct Books;

    static void pass(HttpService &next, const std::shared_ptr<Books> &books,
                     const std::shared_ptr<const HttpRequest> &request, ReplySink reply, Admission::Place place);
    HttpReply turnAway(const HttpRequest &request, int retryAfter, const char *why) const;
    /// The log hears of those who are not let in, too.
    void refuse(const std::shared_ptr<const HttpRequest> &request, const ReplySink &reply, HttpReply answer) const;

    HttpService &m_next;
    const FingerprintKey m_key;
    const HostRules m_hosts;
    const int m_retryAfterSeconds;
    const std::shared_ptr<Books> m_books;
    BlockList m_blocked;
    Admission m_admission;
};

} // namespace mirrorlake::gate
