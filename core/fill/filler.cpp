#include "fill/filler.h"

#include "fill/engine.h"

namespace mirrorlake::fill {

Filler::Filler(FillOptions options, store::BlobStore &store, upstream::Hub &hub, const Clock &clock,
               FillObserver &observer)
    : m_engine(std::make_shared<Engine>(options, store, hub, clock, observer))
{
    m_engine->start();
}

Filler::~Filler()
{
    m_engine->shutDown();
}

Joined Filler::join(const upstream::FileSource &source, ByteRange want, const ReaderIdentity &reader,
                    std::shared_ptr<upstream::LineLimit> pace)
{
    return m_engine->join(source, want, reader, std::move(pace));
}

void Filler::letGo(const BlobHash &blob)
{
    m_engine->letGo(blob);
}

bool Filler::mustStartOver(const BlobHash &blob, const ReaderIdentity &reader) const
{
    return m_engine->ledger().mustStartOver(blob, reader);
}

void Filler::startedOver(const BlobHash &blob, const ReaderIdentity &reader)
{
    m_engine->ledger().startedOver(blob, reader);
}

std::vector<FillSnapshot> Filler::snapshot() const
{
    return m_engine->snapshot();
}

void Filler::setLimits(const FillLimits &limits)
{
    m_engine->setLimits(limits);
}

void Filler::stop()
{
    m_engine->stop();
}

} // namespace mirrorlake::fill
