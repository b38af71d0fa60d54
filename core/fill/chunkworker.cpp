#include "fill/chunkworker.h"

#include "base/logscope.h"
#include "fill/chunksink.h"

namespace mirrorlake::fill {

ChunkWorker::ChunkWorker(Job first, FillSurroundings surroundings, std::function<std::optional<Job>()> next)
    : m_first(std::move(first)), m_surroundings(std::make_shared<const FillSurroundings>(surroundings)),
      m_next(std::move(next))
{}

void ChunkWorker::run()
{
    std::optional<Job> job = std::move(m_first);
    while (job) {
        carryOut(*job);
        job.reset(); // the last fill may end before the next is looked for
        job = m_next();
    }
}

void ChunkWorker::carryOut(const Job &job)
{
    const log::Scope scope(job.fill->requestId());
    if (job.task->kind != ChunkTask::Kind::Open)
        return fetch(job);
    auto opened = m_surroundings->store.openPartial(job.fill->hash(), job.fill->size());
    if (!opened)
        return job.fill->opened(fail(opened.error()));
    job.fill->opened(std::shared_ptr<store::PartialBlob>(std::move(*opened)));
}

void ChunkWorker::fetch(const Job &job)
{
    Fill &fill = *job.fill;
    ChunkTask &task = *job.task;
    std::unique_ptr<ChunkWriter> writer;
    if (task.kind == ChunkTask::Kind::Compare)
        writer = std::make_unique<CompareWriter>(fill, task, m_buffer);
    else
        writer = std::make_unique<FetchWriter>(fill, task, m_surroundings->clock, m_buffer);
    ChunkSink sink(fill, task, *writer, *m_surroundings);
    Result<void> result = m_surroundings->hub.bytes(*task.source, {task.begin, task.end}, sink);
    writer->end();
    if (writer->error())
        result = fail(*writer->error());
    fill.finished(job.task, result);
}

} // namespace mirrorlake::fill
