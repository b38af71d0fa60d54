// Tree and paths-info (hub-protocol §1.2 rows 3 and 4, §1.4): answered from the commit's tree; with expand, which the
// tree does not hold, by the Hub's own answer, kept. Pages have our own cursors and our own absolute Links. Thread: I/O
// threads and learners.
#pragma once

#include "hub/infojson.h"
#include "hub/treejson.h"
#include "hub/requests.h"
#include "hub/treejson.h"
#include "mirror/knowledge.h"

namespace mirrorlake::mirror {

class ListingHandler
{
public:
    explicit ListingHandler(const Knowledge &knowledge) : m_knowledge(knowledge) {}

    Answer tree(const hub::TreeRequest &request, Ask &ask) const;
    Answer pathsInfo(const hub::PathsInfoRequest &request, Ask &ask) const;
    /// Bytes of all files below a folder.
    Answer treeSize(const hub::TreeSizeRequest &request, Ask &ask) const;
    /// A redirect to the file of that number in refs/convert/parquet.
    Answer parquetFile(const hub::ParquetFileRequest &request, Ask &ask) const;

private:
    struct Listed;

    Known<Listed> listed(const RepoKey &asked, const Revision &revision, const std::optional<RepoPath> &folder,
                         Ask &ask) const;
    Answer expanded(const RepoKey &repo, std::string target, std::string form, const CommitSha &commit, Ask &ask) const;
    hub::XetHashOf xetHashFor(const Ask &ask) const;
    HttpReply page(const hub::TreeRequest &request, const Listed &listed, const Ask &ask) const;

    const Knowledge &m_knowledge;
};

} // namespace mirrorlake::mirror
