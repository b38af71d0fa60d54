// The registry face (hub-protocol §1.8): manifests by tag, blobs by digest. A blob's GET leads to the same blob with a
// grant in the address, because Ollama fetches the parts without its token; a GGUF file is the same blob as at every
// other door. Thread: I/O threads and learners.
#pragma once

#include "mirror/filehandler.h"
#include "mirror/lfs/lfsobjects.h"
#include "mirror/oci/ocimanifests.h"

namespace mirrorlake::mirror {

class OciHandler
{
public:
    OciHandler(Knowledge &knowledge, FileHandler &files, LfsObjects &objects)
        : m_knowledge(knowledge), m_files(files), m_objects(objects), m_manifests(knowledge)
    {}

    static Answer ping();
    /// Gives a caller's own token back as the bearer token that it is.
    static Answer token(const Ask &ask);
    Answer manifest(const hub::OciManifest &request, Ask &ask) const;
    Answer blob(const hub::OciBlob &request, Ask &ask);

private:
    Answer granted(const hub::OciBlob &request, Ask &ask);
    Known<LfsFile> fileOf(const hub::OciBlob &request, const LfsObjects::Head &head);
    /// What must be done while the caller's token is at hand, if anything.
    std::optional<Need> preparation(const LfsObjects::Head &head, const LfsFile &file, Ask &ask);
    Result<void> fetchMadeUp(const RepoKey &repo, const LfsFile &file, const Caller &caller) const;
    void plantLocation(const RepoKey &repo, const LfsFile &file) const;
    bool isPrepared(const std::string &key) const;
    void setPrepared(const std::string &key);

    Knowledge &m_knowledge;
    FileHandler &m_files;
    LfsObjects &m_objects;
    OciManifests m_manifests;
    mutable std::mutex m_mutex;
    std::map<std::string, Clock::Steady> m_prepared; ///< by blob and caller; at most 1000
};

} // namespace mirrorlake::mirror
