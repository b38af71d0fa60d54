// Guesses what a client will want next: whoever takes the config.json of a model soon takes its index, tokenizer and
// first weights. A guess is right when a client takes weights of that commit within the hour. Pure: time comes in.
// Thread: one at a time.
#pragma once

#include "base/clock.h"
#include "preload/job.h"

#include <map>

namespace mirrorlake::preload {

class Predictor
{
public:
    struct Counts
    {
        std::int64_t guesses = 0;
        std::int64_t right = 0;
    };

    /// A client took this file. The order to queue, when it lets guess something new.
    std::optional<JobOrder> hear(const std::string &repo, const std::string &commit, const std::string &path,
                                 Clock::Steady now);
    Counts counts() const { return m_counts; }

private:
    struct Guess
    {
        Clock::Steady at;
        bool isRight = false;
    };

    std::map<std::pair<std::string, std::string>, Guess> m_guesses; ///< by repo and commit
    Counts m_counts;
};

} // namespace mirrorlake::preload
