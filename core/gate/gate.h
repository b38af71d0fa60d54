// Stands between the server and whoever answers: says who asks, lets in as many requests as may be under way at once
// (the others get 429 and Retry-After), and lets the meter hear of every reply that carries bytes of a repository.
// Thread: serve() from any I/O thread; replies from any.
#pragma once

#include "base/httpmessage.h"
#include "gate/admission.h"
#include "base/identity.h"
#include "meter/meter.h"

namespace mirrorlake::gate {

struct GateOptions
{
    int maxRequests = 2000;    ///< under way at once, in all
    int retryAfterSeconds = 1; ///< told to whoever is turned away
};

class Gate final : public HttpService
{
public:
    /// next and meter outlive the gate and every reply that is being sent.
    Gate(GateOptions options, HttpService &next, meter::Meter &meter);

    void serve(std::shared_ptr<const HttpRequest> request, ReplySink reply) override;
    /// Requests that are under way now.
    int requests() const { return m_admission.count(); }

private:
    HttpReply turnAway(const HttpRequest &request) const;

    const GateOptions m_options;
    HttpService &m_next;
    meter::Meter &m_meter;
    const FingerprintKey m_key;
    Admission m_admission;
};

} // namespace mirrorlake::gate
