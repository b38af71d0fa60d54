// One worker of the pool: carries out tasks, one after the other, for as long as the engine has one for it. Thread: a
// pool thread.
#pragma once

#include "fill/chunktask.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace mirrorlake::fill {

class Fill;
struct FillSurroundings;

struct Job
{
    std::shared_ptr<Fill> fill;
    std::shared_ptr<ChunkTask> task;
};

class ChunkWorker
{
public:
    /// next gives the job after this one, or nothing to end.
    ChunkWorker(Job first, FillSurroundings surroundings, std::function<std::optional<Job>()> next);

    void run();

private:
    void carryOut(const Job &job);
    void fetch(const Job &job);

    Job m_first;
    const std::shared_ptr<const FillSurroundings> m_surroundings;
    std::function<std::optional<Job>()> m_next;
    std::vector<char> m_buffer;
};

} // namespace mirrorlake::fill
