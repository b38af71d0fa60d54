// Manifests of the registry as the Hub made them, kept and revalidated like every other answer (hub-protocol §1.8). The
// Hub's answer depends on the client: old llama.cpp needs fields that Ollama is not given. What the Hub makes up beside
// the weights (template, parameters, configuration) is known from here by digest and size. Thread: find() and madeUp()
// on I/O threads, learn functions on learners.
#pragma once

#include "hub/doors.h"
#include "mirror/knowledge.h"

namespace mirrorlake::mirror {

class OciManifests
{
public:
    using DocumentPointer = std::shared_ptr<const catalog::Document>;

    explicit OciManifests(Knowledge &knowledge) : m_knowledge(knowledge) {}

    Known<DocumentPointer> find(const hub::OciManifest &request, Ask &ask) const;
    /// Size of a blob that some manifest of this repo names.
    Known<std::optional<std::int64_t>> sizeOf(const RepoKey &repo, const BlobHash &digest) const;

private:
    struct Question
    {
        RepoKey repo;
        std::string tag;
        bool isLlamaCpp = false;

        std::string key() const;
        bool isPinned() const { return tag.starts_with("sha256:"); }
    };
    bool isFresh(const Question &question, const catalog::Document &document) const;
    Result<void> learn(const Question &question, const Caller &caller, bool mayUseKept) const;
    Result<upstream::Response> askUpstream(const Question &question, const Caller &caller) const;
    Result<void> keep(const Question &question, const upstream::Response &response) const;

    Knowledge &m_knowledge;
};

} // namespace mirrorlake::mirror
