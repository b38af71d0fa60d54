// What the sweep asks of the catalogue. What is read is read after a flush, so that all that was
// put is seen.
#include "catalog/catalogimpl.h"
#include "catalog/sweeprows.h"

namespace mirrorlake::catalog {

namespace {

constexpr std::int64_t keptSwept = 20'000;

} // namespace

void Catalog::putPin(const PinRecord &pin)
{
    m_impl->writer->put([pin](Connection &connection) { return rows::putPin(connection, pin); });
}

void Catalog::removePin(const PinRecord &pin)
{
    m_impl->writer->put([pin](Connection &connection) { return rows::removePin(connection, pin); });
}

Result<std::vector<PinRecord>> Catalog::pins() const
{
    return m_impl->readAll([](Connection &connection) { return rows::pins(connection); });
}

void Catalog::addSwept(const std::vector<SweptRecord> &swept)
{
    for (const SweptRecord &one : swept)
        m_impl->writer->put([one](Connection &connection) { return rows::addSwept(connection, one); });
    m_impl->writer->put([](Connection &connection) { return rows::keepNewestSwept(connection, keptSwept); });
}

Result<std::vector<SweptRecord>> Catalog::swept(std::size_t limit) const
{
    return m_impl->readAll(
        [&](Connection &connection) { return rows::swept(connection, static_cast<std::int64_t>(limit)); });
}

void Catalog::addInflation(const InflationRecord &inflation)
{
    m_impl->writer->put([inflation](Connection &connection) { return rows::addInflation(connection, inflation); });
}

Result<std::vector<InflationRecord>> Catalog::inflations() const
{
    return m_impl->readAll([](Connection &connection) { return rows::inflations(connection); });
}

void Catalog::blobFound(const BlobHash &hash, std::int64_t size, std::int64_t completedAt)
{
    m_impl->writer->put([hash, size, completedAt](Connection &connection) {
        return rows::blobFound(connection, hash, size, completedAt);
    });
}

Result<void> Catalog::eachBlob(const BlobVisitor &visit) const
{
    return m_impl->readAll([&](Connection &connection) { return rows::eachBlob(connection, visit); });
}

Result<void> Catalog::eachTree(const TreeVisitor &visit) const
{
    return m_impl->readAll([&](Connection &connection) { return rows::eachTree(connection, visit); });
}

Result<void> Catalog::eachFile(const FileVisitor &visit) const
{
    return m_impl->readAll([&](Connection &connection) { return rows::eachFile(connection, visit); });
}

} // namespace mirrorlake::catalog
