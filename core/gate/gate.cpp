#include "gate/gate.h"

#include "base/errorreply.h"
#include "base/log.h"

namespace mirrorlake::gate {

namespace {

/// Keeps the request's place until its reply has ended, and passes on to the watches that are told of its bytes.
class Passage final : public TransferWatch
{
public:
    Passage(Admission::Place place, std::shared_ptr<TransferWatch> own, std::shared_ptr<TransferWatch> metered)
        : m_place(std::move(place)), m_own(std::move(own)), m_metered(std::move(metered))
    {}

    void sent(std::int64_t bytes) override
    {
        if (m_own)
            m_own->sent(bytes);
        if (m_metered)
            m_metered->sent(bytes);
    }

    void ended(bool isWhole) override
    {
        if (m_own)
            m_own->ended(isWhole);
        if (m_metered)
            m_metered->ended(isWhole);
        m_place.reset();
    }

private:
    Admission::Place m_place;
    const std::shared_ptr<TransferWatch> m_own;
    const std::shared_ptr<TransferWatch> m_metered;
};

/// The bytes that will be sent as the body; empty if none will.
ByteRange bodyRange(const HttpRequest &request, const HttpReply &reply)
{
    if (request.method == HttpMethod::Head)
        return {};
    if (reply.segments)
        return {reply.fileRange.begin, reply.fileRange.begin + reply.segments->length()};
    return reply.file ? reply.fileRange : ByteRange{0, static_cast<std::int64_t>(reply.text.size())};
}

} // namespace

Gate::Gate(GateOptions options, HttpService &next, meter::Meter &meter)
    : m_options(options), m_next(next), m_meter(meter), m_key(FingerprintKey::random()),
      m_admission(options.maxRequests)
{}

void Gate::serve(std::shared_ptr<const HttpRequest> request, ReplySink reply)
{
    Admission::Place place = m_admission.tryEnter();
    if (!place)
        return reply(turnAway(*request));
    m_next.serve(request, [&meter = m_meter, request, place = std::move(place),
                           reply = std::move(reply)](HttpReply answer) mutable {
        const ByteRange range = bodyRange(*request, answer);
        std::shared_ptr<TransferWatch> metered;
        if (!answer.facts.repo.empty() && !range.isEmpty())
            metered = meter.begin(request->clientAddress, answer.facts, range);
        answer.watch = std::make_shared<Passage>(std::move(place), std::move(answer.watch), std::move(metered));
        reply(std::move(answer));
    });
}

/// Fingerprints cost more than a small reply, so they are made only where somebody reads them.
HttpReply Gate::turnAway(const HttpRequest &request) const
{
    const Identity identity = identityOf(request, m_key);
    log::info("gate", "turned away request {} of {} ({}): {} requests are under way", request.id, identity.address,
              identity.token ? "token " + identity.token->text().substr(0, 8) : "no token", m_options.maxRequests);
    return errorReply(Error{ErrorCode::TooManyRequests, "the mirror is busy: too many requests at once",
                            m_options.retryAfterSeconds});
}

} // namespace mirrorlake::gate
