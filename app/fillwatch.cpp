#include "fillwatch.h"

#include "base/errortable.h"

namespace mirrorlake::app {

void FillWatch::received(std::int64_t bytes)
{
    m_meter.received(bytes);
}

void FillWatch::completed(const upstream::FileSource &source)
{
    m_catalog.blobCompleted(source.blob, source.size);
    m_meter.completed(source.repo.text(), source.size);
    if (onCompleted)
        onCompleted(source.size);
    log::info("fill", "{} {} is complete", source.repo.text(), source.path.text());
}

void FillWatch::failed(const upstream::FileSource &source, const Error &error)
{
    log::at(rowOf(error.code).level, "fill", "{} {} was not fetched: {}", source.repo.text(), source.path.text(),
            error.message);
}

} // namespace mirrorlake::app
