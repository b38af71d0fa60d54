// Opening, repos, refs, trees and files. catalogdata.cpp has the rest.
#include "catalog/catalog.h"

#include "catalog/catalogfile.h"
#include "catalog/catalogimpl.h"
#include "catalog/rows.h"

namespace mirrorlake::catalog {

namespace {

std::size_t costOf(const TreeEntry &entry)
{
    constexpr std::size_t perEntry = 512; // the entry, its key and what holds them
    return perEntry + 2 * entry.path.size();
}

} // namespace

Result<std::unique_ptr<Catalog>> Catalog::open(const std::filesystem::path &file, const Clock &clock,
                                               const CatalogOptions &options)
{
    auto opened = openCatalogFile(file, clock);
    if (!opened)
        return fail(opened.error());
    auto impl = std::make_unique<Impl>(file, std::move(opened->connection), std::move(opened->book), clock, options);
    return std::unique_ptr<Catalog>(new Catalog(std::move(impl)));
}

Catalog::Catalog(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

Catalog::~Catalog() = default;

Result<void> Catalog::flush()
{
    return m_impl->writer->flush();
}

std::optional<RepoRecord> Catalog::repo(const RepoKey &key) const
{
    const std::shared_lock lock(m_impl->mutex);
    return m_impl->book.repo(key);
}

std::vector<RepoRecord> Catalog::repos() const
{
    const std::shared_lock lock(m_impl->mutex);
    return m_impl->book.repos();
}

void Catalog::putRepo(const RepoRecord &record)
{
    const std::lock_guard lock(m_impl->mutex);
    m_impl->writer->put(
        [kept = m_impl->book.putRepo(record)](Connection &connection) { return rows::putRepo(connection, kept); });
}

std::optional<RepoKey> Catalog::canonical(const RepoKey &alias) const
{
    const std::shared_lock lock(m_impl->mutex);
    return m_impl->book.isAlias(alias) ? std::optional(m_impl->book.home(alias)) : std::nullopt;
}

void Catalog::putAlias(const RepoKey &alias, const RepoKey &canonical)
{
    const std::lock_guard lock(m_impl->mutex);
    const auto commits = m_impl->book.commits(alias);
    if (!m_impl->book.putAlias(alias, canonical))
        return;
    const auto sequence =
        m_impl->writer->put([alias, canonical, record = m_impl->book.repo(canonical)](Connection &connection) {
            auto done = rows::putAlias(connection, alias, canonical);
            return done && record ? rows::putRepo(connection, *record) : done;
        });
    for (const auto &commit : commits)
        m_impl->trees.rename(Impl::treeKey(alias, commit), Impl::treeKey(canonical, commit), sequence);
}

void Catalog::removeAlias(const RepoKey &alias)
{
    const std::lock_guard lock(m_impl->mutex);
    if (m_impl->book.removeAlias(alias))
        m_impl->writer->put([alias](Connection &connection) { return rows::removeAlias(connection, alias); });
}

std::optional<RefRecord> Catalog::ref(const RepoKey &repo, const Revision &revision) const
{
    const std::shared_lock lock(m_impl->mutex);
    return m_impl->book.ref(repo, revision);
}

std::vector<std::pair<Revision, RefRecord>> Catalog::refs(const RepoKey &repo) const
{
    const std::shared_lock lock(m_impl->mutex);
    return m_impl->book.refs(repo);
}

void Catalog::putRef(const RepoKey &repo, const Revision &revision, const RefRecord &record)
{
    const std::lock_guard lock(m_impl->mutex);
    m_impl->book.putRef(repo, revision, record);
    m_impl->writer->put([home = m_impl->book.home(repo), revision, record](Connection &connection) {
        return rows::putRef(connection, home, revision, record);
    });
}

void Catalog::removeRef(const RepoKey &repo, const Revision &revision)
{
    const std::lock_guard lock(m_impl->mutex);
    if (!m_impl->book.removeRef(repo, revision))
        return;
    m_impl->writer->put([home = m_impl->book.home(repo), revision](Connection &connection) {
        return rows::removeRef(connection, home, revision);
    });
}

std::shared_ptr<const Tree> Catalog::treeInMemory(const RepoKey &repo, const CommitSha &commit) const
{
    const std::shared_lock lock(m_impl->mutex);
    return m_impl->trees.find(Impl::treeKey(m_impl->book.home(repo), commit)).value_or(nullptr);
}

bool Catalog::hasTree(const RepoKey &repo, const CommitSha &commit) const
{
    const std::shared_lock lock(m_impl->mutex);
    return m_impl->book.hasTree(repo, commit);
}

std::vector<CommitSha> Catalog::commits(const RepoKey &repo) const
{
    const std::shared_lock lock(m_impl->mutex);
    return m_impl->book.commits(repo);
}

Result<std::shared_ptr<const Tree>> Catalog::loadTree(const RepoKey &repo, const CommitSha &commit)
{
    std::optional<RepoKey> home;
    std::uint64_t changes = 0;
    {
        const std::shared_lock lock(m_impl->mutex);
        if (!m_impl->book.hasTree(repo, commit))
            return nullptr;
        home = m_impl->book.home(repo);
        if (auto known = m_impl->trees.find(Impl::treeKey(*home, commit)))
            return *known;
        changes = m_impl->trees.changes();
    }
    auto tree = m_impl->readTree(*home, commit);
    if (tree && !*tree) { // perhaps it was just renamed, and the move is not yet on disk
        if (auto flushed = flush(); !flushed)
            return fail(flushed.error());
        tree = m_impl->readTree(*home, commit);
    }
    if (!tree)
        return tree;
    const std::lock_guard lock(m_impl->mutex);
    if (*tree)
        m_impl->trees.remember(Impl::treeKey(*home, commit), *tree, (*tree)->memoryBytes(), changes);
    else if (m_impl->trees.changes() == changes)
        m_impl->removeTree(repo, commit);
    return tree;
}

void Catalog::putTree(const RepoKey &repo, const CommitSha &commit, std::shared_ptr<const Tree> tree)
{
    const auto bytes = tree->memoryBytes();
    const std::lock_guard lock(m_impl->mutex);
    m_impl->book.putTree(repo, commit);
    const auto &home = m_impl->book.home(repo);
    const auto sequence = m_impl->writer->put(
        [home, commit, tree](Connection &connection) { return rows::putTree(connection, home, commit, *tree); }, bytes);
    m_impl->trees.put(Impl::treeKey(home, commit), std::move(tree), bytes, sequence);
}

void Catalog::removeTree(const RepoKey &repo, const CommitSha &commit)
{
    const std::lock_guard lock(m_impl->mutex);
    m_impl->removeTree(repo, commit);
}

std::optional<TreeEntry> Catalog::fileInMemory(const RepoKey &repo, const CommitSha &commit,
                                               std::string_view path) const
{
    const std::shared_lock lock(m_impl->mutex);
    const auto known = m_impl->files.find(Impl::fileKey(m_impl->book.home(repo), commit, path));
    return known && *known ? std::optional(**known) : std::nullopt;
}

Result<std::optional<TreeEntry>> Catalog::loadFile(const RepoKey &repo, const CommitSha &commit, std::string_view path)
{
    std::optional<RepoKey> home;
    std::uint64_t changes = 0;
    {
        const std::shared_lock lock(m_impl->mutex);
        home = m_impl->book.home(repo);
        if (const auto known = m_impl->files.find(Impl::fileKey(*home, commit, path)); known && *known)
            return **known;
        changes = m_impl->files.changes();
    }
    auto entry = m_impl->read([&](Connection &connection) { return rows::file(connection, *home, commit, path); });
    if (!entry || !*entry)
        return entry;
    const std::lock_guard lock(m_impl->mutex);
    m_impl->files.remember(Impl::fileKey(*home, commit, path), std::make_shared<TreeEntry>(**entry), costOf(**entry),
                           changes);
    return entry;
}

void Catalog::putFile(const RepoKey &repo, const CommitSha &commit, const TreeEntry &entry)
{
    auto kept = std::make_shared<const TreeEntry>(entry);
    const auto cost = costOf(entry);
    const std::lock_guard lock(m_impl->mutex);
    const auto &home = m_impl->book.home(repo);
    const auto sequence = m_impl->writer->put(
        [home, commit, kept](Connection &connection) { return rows::putFile(connection, home, commit, *kept); }, cost);
    m_impl->files.put(Impl::fileKey(home, commit, entry.path), std::move(kept), cost, sequence);
}

} // namespace mirrorlake::catalog
