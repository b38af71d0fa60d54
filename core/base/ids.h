// The names of the Hub as types. Each is made by a parse() that can fail, so whoever holds one holds a valid one.
// hub-protocol §1.1 is the grammar; limits are ours (a segment at most 96 characters, a revision or path at most 1024 bytes).
#pragma once

#include "base/error.h"

#include <compare>
#include <functional>
#include <string>
#include <string_view>

namespace mirrorlake {

enum class RepoType { Model, Dataset, Space, Kernel };

/// "models", "datasets", "spaces", "kernels": the T of /api/{T}/….
std::string_view apiNameOf(RepoType type);
/// "", "datasets/", "spaces/", "kernels/": what stands before the id in a file URL.
std::string_view urlPrefixOf(RepoType type);

/// "org/name", or a legacy "name". Characters [A-Za-z0-9._-], no "--", no "..", none of our reserved names.
class RepoId
{
public:
    static Result<RepoId> parse(std::string_view text);
    const std::string &text() const { return m_text; }
    bool isLegacy() const { return m_text.find('/') == std::string::npos; }
    auto operator<=>(const RepoId &) const = default;

private:
    explicit RepoId(std::string text) : m_text(std::move(text)) {}
    std::string m_text;
};

/// Which repo, anywhere: origin ("hf" for now), type and id.
struct RepoKey
{
    RepoType type = RepoType::Model;
    RepoId id;
    std::string origin = "hf";

    auto operator<=>(const RepoKey &) const = default;
    /// "hf:models/org/name", unique; for keys of maps, logs and the catalogue.
    std::string text() const;
    static Result<RepoKey> parse(std::string_view text);
};

/// 40 lower-case hex digits.
class CommitSha
{
public:
    static Result<CommitSha> parse(std::string_view text);
    const std::string &text() const { return m_text; }
    auto operator<=>(const CommitSha &) const = default;

private:
    explicit CommitSha(std::string text) : m_text(std::move(text)) {}
    std::string m_text;
};

/// Branch, tag, commit, short commit or refs/…: decoded, at most 1024 bytes, no control characters, no empty or dot segment.
class Revision
{
public:
    static Result<Revision> parse(std::string_view text);
    explicit Revision(const CommitSha &sha) : m_text(sha.text()) {}
    const std::string &text() const { return m_text; }
    /// True for a full 40-hex commit, which never changes its meaning.
    bool isCommit() const;
    auto operator<=>(const Revision &) const = default;

private:
    explicit Revision(std::string text) : m_text(std::move(text)) {}
    std::string m_text;
};

/// A file's path inside a repo: UTF-8, decoded, relative, no empty, "." or ".." segment, no NUL or control character, no backslash.
class RepoPath
{
public:
    static Result<RepoPath> parse(std::string_view text);
    const std::string &text() const { return m_text; }
    std::string_view fileName() const;
    auto operator<=>(const RepoPath &) const = default;

private:
    explicit RepoPath(std::string text) : m_text(std::move(text)) {}
    std::string m_text;
};

/// The name of a blob: sha256 (64 hex) of LFS content, or git blob sha1 (40 hex) of everything else (hub-protocol §6).
class BlobHash
{
public:
    enum class Kind { Sha256, GitSha1 };

    static Result<BlobHash> parse(std::string_view hex);
    const std::string &text() const { return m_text; }
    Kind kind() const { return m_text.size() == 64 ? Kind::Sha256 : Kind::GitSha1; }
    auto operator<=>(const BlobHash &) const = default;

private:
    explicit BlobHash(std::string text) : m_text(std::move(text)) {}
    std::string m_text;
};

} // namespace mirrorlake

template<>
struct std::hash<mirrorlake::BlobHash>
{
    std::size_t operator()(const mirrorlake::BlobHash &blob) const { return std::hash<std::string>()(blob.text()); }
};
template<>
struct std::hash<mirrorlake::CommitSha>
{
    std::size_t operator()(const mirrorlake::CommitSha &sha) const { return std::hash<std::string>()(sha.text()); }
};
