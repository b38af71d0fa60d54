// Answers, blobs and what is wanted. What is not kept in memory is read after a flush, so that all that was
// put is seen.
#include "catalog/catalogimpl.h"
#include "catalog/rows.h"

namespace mirrorlake::catalog {

namespace {

constexpr std::int64_t putsBetweenClearing = 1000;

std::size_t costOf(std::string_view key, const Document &document)
{
    constexpr std::size_t perDocument = 512; // the document, its key and what holds them
    return perDocument + key.size() + document.body.capacity();
}

} // namespace

std::shared_ptr<const Document> Catalog::documentInMemory(std::string_view key) const
{
    const std::shared_lock lock(m_impl->mutex);
    return m_impl->documents.find(key).value_or(nullptr);
}

Result<std::shared_ptr<const Document>> Catalog::loadDocument(std::string_view key)
{
    std::uint64_t changes = 0;
    {
        const std::shared_lock lock(m_impl->mutex);
        if (auto known = m_impl->documents.find(key))
            return *known;
        changes = m_impl->documents.changes();
    }
    auto stored = m_impl->read([&](Connection &connection) { return rows::document(connection, key); });
    if (!stored)
        return fail(stored.error());
    if (!*stored)
        return nullptr;
    const auto document = std::make_shared<const Document>(std::move(**stored));
    const std::lock_guard lock(m_impl->mutex);
    m_impl->documents.remember(std::string(key), document, costOf(key, *document), changes);
    return document;
}

void Catalog::putDocument(std::string_view key, Document document)
{
    const auto kept = std::make_shared<const Document>(std::move(document));
    const auto cost = costOf(key, *kept);
    const std::lock_guard lock(m_impl->mutex);
    const auto sequence = m_impl->writer->put(
        [name = std::string(key), kept](Connection &connection) { return rows::putDocument(connection, name, *kept); },
        cost);
    m_impl->documents.put(std::string(key), kept, cost, sequence);
    m_impl->documentNews.add(key);
    if (++m_impl->documentPuts % putsBetweenClearing != 0)
        return;
    m_impl->writer->put([most = m_impl->options.maxDocuments](Connection &connection) {
        return rows::keepNewestDocuments(connection, most);
    });
}

void Catalog::removeDocument(std::string_view key)
{
    const std::lock_guard lock(m_impl->mutex);
    const auto sequence = m_impl->writer->put(
        [name = std::string(key)](Connection &connection) { return rows::removeDocument(connection, name); });
    m_impl->documents.put(std::string(key), nullptr, 0, sequence);
    m_impl->documentNews.add(key);
}

std::uint64_t Catalog::documentNumber() const
{
    const std::shared_lock lock(m_impl->mutex);
    return m_impl->documentNews.number();
}

std::optional<std::vector<std::string>> Catalog::documentsSince(std::uint64_t number) const
{
    const std::shared_lock lock(m_impl->mutex);
    return m_impl->documentNews.since(number);
}

void Catalog::blobCompleted(const BlobHash &hash, std::int64_t size)
{
    m_impl->writer->put([hash, size, now = m_impl->now()](Connection &connection) {
        return rows::blobCompleted(connection, hash, size, now);
    });
}

void Catalog::blobUsed(const BlobHash &hash)
{
    m_impl->blobUses.add(hash, m_impl->now());
}

void Catalog::blobRemoved(const BlobHash &hash)
{
    m_impl->blobUses.forget(hash);
    m_impl->writer->put([hash](Connection &connection) { return rows::blobRemoved(connection, hash); });
}

Result<std::vector<BlobRecord>> Catalog::blobs() const
{
    if (auto flushed = m_impl->writer->flush(); !flushed)
        return fail(flushed.error());
    return m_impl->read([](Connection &connection) { return rows::blobs(connection); });
}

void Catalog::addWanted(const RepoKey &repo, const Revision &revision, std::string_view path)
{
    m_impl->wantedList.add(repo, revision, path, m_impl->now());
}

void Catalog::removeWanted(const RepoKey &repo, const Revision &revision, std::string_view path)
{
    if (!m_impl->wantedList.mayHold())
        return;
    m_impl->wantedList.forget(repo, revision, path);
    m_impl->writer->put([repo, revision, name = std::string(path)](Connection &connection) {
        return rows::removeWanted(connection, repo, revision, name);
    });
}

Result<std::vector<Wanted>> Catalog::wanted(std::size_t limit) const
{
    if (auto flushed = m_impl->writer->flush(); !flushed)
        return fail(flushed.error());
    return m_impl->read([&](Connection &connection) { return rows::wanted(connection, limit); });
}

void Catalog::putJob(const JobRecord &job)
{
    m_impl->writer->put([job](Connection &connection) { return rows::putJob(connection, job); });
}

void Catalog::removeJob(std::int64_t id)
{
    m_impl->writer->put([id](Connection &connection) { return rows::removeJob(connection, id); });
}

Result<std::vector<JobRecord>> Catalog::jobs() const
{
    if (auto flushed = m_impl->writer->flush(); !flushed)
        return fail(flushed.error());
    return m_impl->read([](Connection &connection) { return rows::jobs(connection); });
}

void Catalog::putJobLine(std::int64_t id, const JobLine &line)
{
    m_impl->writer->put([id, line](Connection &connection) { return rows::putJobLine(connection, id, line); });
}

Result<std::vector<JobLine>> Catalog::jobLines(std::int64_t id) const
{
    static_cast<void>(m_impl->writer->flush()); // what was written before a disk failed says why it did
    return m_impl->read([id](Connection &connection) { return rows::jobLines(connection, id); });
}

} // namespace mirrorlake::catalog
