// Goes with one reply: keeps its request's place until it has ended, passes on to the watches that are told of its
// bytes, and then writes the record of the request. Thread: the connection's own.
#pragma once

#include "gate/admission.h"
#include "gate/limits.h"
#include "meter/requestlog.h"

namespace mirrorlake::gate {

class Passage final : public TransferWatch
{
public:
    struct Parts
    {
        Admission::Place place;
        std::shared_ptr<TransferWatch> own;
        std::shared_ptr<TransferWatch> metered;
        std::shared_ptr<Pace> pace;
    };

    Passage(Parts parts, std::shared_ptr<meter::RequestLog> log, const Clock &clock,
            std::shared_ptr<const HttpRequest> request, const HttpReply &reply, ByteRange range);
    ~Passage() override { ended(false); }
    Passage(const Passage &) = delete;
    Passage &operator=(const Passage &) = delete;

    void sent(std::int64_t bytes) override;
    void ended(bool isWhole) override;

private:
    Parts m_parts;
    const std::shared_ptr<meter::RequestLog> m_log;
    const Clock &m_clock;
    const std::shared_ptr<const HttpRequest> m_request;
    const Clock::Steady m_begun;
    meter::RequestRecord m_record;
    bool m_hasEnded = false;
};

} // namespace mirrorlake::gate
