// The Xet face (client-findings §2.1): reconstructions and xorbs of plain files, made by arithmetic (core/xet), with
// the right that the read token carries. A reconstruction asks for that right again; a xorb, which clients fetch
// without any token, is opened by the grant in its URL. Thread: I/O threads and learners.
#pragma once

#include "hub/requests.h"
#include "mirror/knowledge.h"

namespace mirrorlake::mirror {

class XetHandler
{
public:
    explicit XetHandler(Knowledge &knowledge) : m_knowledge(knowledge) {}

    Answer answer(const hub::CasRequest &request, Ask &ask);
    static HttpReply telemetry();

private:
    struct Content; ///< one file that may be read

    Answer to(const xet::ReconstructionRequest &request, Ask &ask);
    Answer to(const xet::XorbRequest &request, Ask &ask);

    Answer reconstruction(const xet::ReconstructionRequest &request, const Content &content, const Ask &ask);
    Answer xorb(std::int64_t number, const Content &content, const Ask &ask);
    /// Begins the fill while a token is at hand; the grants of xorbs carry none. False if it was there or running.
    bool beginFill(const Content &content, ByteRange range, const Ask &ask);
    Later join(const Content &content, ByteRange range, HttpReply reply, const Ask &ask);
    bool isRevoked(const Grant &grant) const;

    Knowledge &m_knowledge;
};

} // namespace mirrorlake::mirror
