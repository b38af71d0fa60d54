// git-lfs (hub-protocol §1.7): the batch call is answered with hrefs of our own, whose grants carry the right that was
// checked; the objects behind them are the same blobs as at every other door. Downloads only. Thread: I/O threads and
// learners.
#pragma once

#include "hub/doors.h"
#include "mirror/filehandler.h"
#include "mirror/lfs/lfsobjects.h"

namespace mirrorlake::mirror {

class LfsHandler
{
public:
    LfsHandler(Knowledge &knowledge, FileHandler &files, LfsObjects &objects)
        : m_knowledge(knowledge), m_files(files), m_objects(objects)
    {}

    Answer batch(const hub::LfsBatch &request, Ask &ask);
    Answer object(const hub::LfsObject &request, Ask &ask);
    static Answer locks();

private:
    HttpReply hrefs(const LfsObjects::Head &head, const std::vector<BlobHash> &oids, const LfsObjects::Found &found,
                    const Ask &ask) const;

    Knowledge &m_knowledge;
    FileHandler &m_files;
    LfsObjects &m_objects;
};

} // namespace mirrorlake::mirror
