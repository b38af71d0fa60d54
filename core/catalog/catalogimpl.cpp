#include "catalog/catalogimpl.h"

#include "base/log.h"
#include "catalog/catalogfile.h"
#include "catalog/rows.h"

namespace mirrorlake::catalog {

namespace {

std::size_t count(Bytes bytes)
{
    return static_cast<std::size_t>(bytes.count);
}

} // namespace

Catalog::Impl::Impl(const std::filesystem::path &path, std::unique_ptr<Connection> connection, RepoBook loaded,
                    const Clock &theClock, const CatalogOptions &theOptions)
    : file(path), clock(theClock), options(theOptions), book(std::move(loaded)), trees(count(theOptions.treeMemory)),
      files(count(theOptions.fileMemory)), documents(count(theOptions.documentMemory)),
      readers(path, theOptions.readers)
{
    Writer::Hooks hooks{[this](Writer &into) { gather(into); }, [this](std::uint64_t sequence) { committed(sequence); },
                        [this] { noteDamage(); }};
    if (const auto known = rows::wanted(*connection, 1); known && !known->empty())
        wantedList.expect();
    writer = std::make_unique<Writer>(std::move(connection), std::move(hooks));
}

std::string Catalog::Impl::treeKey(const RepoKey &repo, const CommitSha &commit)
{
    return repo.text() + '@' + commit.text();
}

std::string Catalog::Impl::fileKey(const RepoKey &repo, const CommitSha &commit, std::string_view path)
{
    return treeKey(repo, commit).append(1, '/').append(path);
}

void Catalog::Impl::removeTree(const RepoKey &repo, const CommitSha &commit)
{
    const auto &home = book.home(repo);
    book.removeTree(repo, commit);
    trees.forget(treeKey(home, commit));
    files.forgetAll(treeKey(home, commit) + '/');
    writer->put([home, commit](Connection &connection) { return rows::removeTree(connection, home, commit); });
}

/// A tree that cannot be unpacked is as good as none: it can be asked for again.
Result<std::shared_ptr<const Tree>> Catalog::Impl::readTree(const RepoKey &repo, const CommitSha &commit)
{
    const auto bytes = read([&](Connection &connection) { return rows::treeBytes(connection, repo, commit); });
    if (!bytes)
        return fail(bytes.error());
    if (!*bytes)
        return nullptr;
    auto tree = Tree::fromBytes(**bytes);
    if (!tree) {
        log::warning("catalog", "the tree of {} at {} is passed over: {}", repo.text(), commit.text(),
                     tree.error().message);
        return nullptr;
    }
    return *tree;
}

void Catalog::Impl::noteDamage()
{
    if (isDamageNoted.exchange(true))
        return;
    log::error("catalog",
               "the catalogue's file is damaged; what is in memory stays, and the next start checks the file");
    markSuspect(file);
}

/// On the writer's thread, before it commits.
void Catalog::Impl::gather(Writer &into)
{
    for (auto &[hash, use] : blobUses.take()) {
        into.put([hash = std::move(hash), use = use](Connection &connection) {
            return rows::blobUsed(connection, hash, use.hits, use.lastUsedAt);
        });
    }
    auto wanted = wantedList.take();
    for (auto &one : wanted)
        into.put([one = std::move(one)](Connection &connection) { return rows::addWanted(connection, one); });
    if (!wanted.empty())
        into.put(
            [most = options.maxWanted](Connection &connection) { return rows::keepNewestWanted(connection, most); });
}

void Catalog::Impl::committed(std::uint64_t sequence)
{
    const std::lock_guard lock(mutex);
    trees.unpin(sequence);
    files.unpin(sequence);
    documents.unpin(sequence);
}

} // namespace mirrorlake::catalog
