// Reads what the Hub says of a repo, through the same knowledge as the mirror's own answers, so that what is learned
// here answers clients too. Closed repos are read by the mirror's own right, and nothing of that is kept. Thread: any;
// blocks.
#pragma once

#include "mirror/accessbook.h"
#include "mirror/documents.h"
#include "mirror/trees.h"
#include "store/blobstore.h"

#include <nlohmann/json_fwd.hpp>

namespace mirrorlake::library {

class Reader
{
public:
    Reader(catalog::Catalog &catalog, store::BlobStore &store, upstream::Hub &hub, const Clock &clock);

    /// An answer about a repo, and what kept upstream from giving a fresh one.
    struct Said
    {
        std::string json;
        std::optional<Error> trouble{};
    };
    /// The info of a revision; from what was kept alone when upstream may not be asked. Errors: RepoNotFound,
    /// RevisionNotFound, …, or why upstream did not answer when nothing was kept.
    Result<Said> info(const RepoKey &repo, const Revision &revision, bool isHereOnly);
    /// Branches, tags and converted forms; those that are known when upstream does not tell.
    std::vector<std::pair<Revision, CommitSha>> refs(const RepoKey &repo, bool isHereOnly);
    Result<mirror::Trees::TreePointer> tree(const RepoKey &repo, const CommitSha &commit, bool isHereOnly);
    /// The beginning of a file that is text; empty when it cannot be had.
    std::string text(const RepoKey &repo, const CommitSha &commit, const catalog::TreeEntry &file, bool isHereOnly);

private:
    Result<Said> ask(const mirror::DocumentQuestion &question, bool isHereOnly);
    Result<Said> askByOwnRight(const mirror::DocumentQuestion &question) const;

    catalog::Catalog &m_catalog;
    store::BlobStore &m_store;
    upstream::Hub &m_hub;
    mirror::AccessBook m_access;
    mirror::Documents m_documents; // depends on: m_access
    mirror::Trees m_trees;
};

} // namespace mirrorlake::library
