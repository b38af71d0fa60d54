// Answers "/": the landing page for browsers, its text form for everything else. What it says of the cache is gathered
// on a learner's thread and believed for half a minute. Thread: answer() on I/O threads and learners.
#pragma once

#include "mirror/ask.h"
#include "mirror/landing/landingpage.h"
#include "mirror/mirrorservice.h"

#include <mutex>
#include <optional>

namespace mirrorlake::mirror {

class LandingHandler
{
public:
    LandingHandler(const MirrorOptions &options, const Parts &parts) : m_options(options), m_parts(parts) {}

    Answer answer(const Ask &ask);

private:
    Result<void> gather();
    LandingState state() const;
    HttpReply reply(const HttpRequest &request, const LandingFacts &facts) const;

    MirrorOptions m_options;
    Parts m_parts;
    std::mutex m_mutex;
    std::shared_ptr<const LandingFacts> m_facts;
    Clock::Steady m_gatheredAt{};
};

} // namespace mirrorlake::mirror
