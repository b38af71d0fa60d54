#include "library/finder.h"

#include "base/text.h"
#include "preload/glob.h"

#include <algorithm>

namespace mirrorlake::library {

namespace {

constexpr std::size_t mostRows = 200;
constexpr std::size_t longest = 1024;
constexpr std::size_t shortestHash = 8;

bool isHex(std::string_view text)
{
    return text.size() >= shortestHash && text.size() <= 64 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

/// What was asked for, as it is compared with files.
struct Wanted
{
    std::string text;    ///< lower case
    bool isHash = false; ///< or the beginning of one
    bool isPattern = false;

    bool meansFile(std::string_view path, std::string_view blob) const
    {
        if (isHash)
            return blob.starts_with(text);
        if (isPattern)
            return preload::matchesGlob(text, lowered(path));
        const std::string name = lowered(path);
        return name == text || name.ends_with("/" + text) ||
               (text.find('/') == std::string::npos &&
                name.substr(name.rfind('/') + 1).find(text) != std::string::npos);
    }
    bool meansRepo(const HeldRepo &repo) const
    {
        const std::string name = lowered(sweep::nameOf(repo.repo));
        if (name.find(text) != std::string::npos)
            return true;
        return isHash && std::ranges::any_of(repo.revisions, [&](const HeldRevision &revision) {
                   return revision.commit.starts_with(text);
               });
    }
};

class Gatherer
{
public:
    Gatherer(const Wanted &wanted, const HeldList &held) : m_wanted(wanted), m_held(held) {}

    void take(const RepoKey &repo, const CommitSha &commit, std::string_view path, std::string_view blob,
              std::int64_t size)
    {
        if (!m_wanted.meansFile(path, blob))
            return;
        const auto here = m_held.sizeOf(blob);
        auto &into = here ? m_here : m_elsewhere;
        if (into.size() > mostRows)
            return;
        into.push_back(
            {repo, commit.text(), std::string(path), std::string(blob), here.value_or(size), here.has_value()});
    }

    void give(FindAnswer &answer)
    {
        answer.files = std::move(m_here);
        answer.files.insert(answer.files.end(), m_elsewhere.begin(), m_elsewhere.end());
        if (answer.files.size() > mostRows) {
            answer.hasMore = true;
            answer.files.resize(mostRows, answer.files.front());
        }
    }

private:
    const Wanted &m_wanted;
    const HeldList &m_held;
    std::vector<FoundFile> m_here;
    std::vector<FoundFile> m_elsewhere;
};

} // namespace

Result<FindAnswer> Finder::find(const std::string &what) const
{
    Wanted wanted{lowered(trimmed(what))};
    if (wanted.text.empty() || wanted.text.size() > longest || hasControlCharacter(wanted.text))
        return fail(ErrorCode::BadRequest, "name a repository, a file, a commit or a hash, in at most 1024 bytes");
    wanted.isHash = isHex(wanted.text);
    wanted.isPattern = wanted.text.find_first_of("*?[") != std::string::npos;
    const auto held = m_book.list();
    if (!held)
        return fail(held.error());
    FindAnswer answer;
    for (const HeldRepo &repo : (*held)->repos()) {
        if (!wanted.meansRepo(repo))
            continue;
        answer.hasMore = answer.hasMore || answer.repos.size() == mostRows;
        if (answer.repos.size() < mostRows)
            answer.repos.push_back(repo);
    }
    Gatherer gatherer(wanted, **held);
    auto read = m_catalog.eachTree([&](const RepoKey &repo, const CommitSha &commit, const catalog::Tree &tree) {
        for (std::size_t i = 0; i < tree.size(); ++i) {
            const catalog::TreeEntry entry = tree.at(i);
            if (!entry.isDirectory)
                gatherer.take(repo, commit, entry.path, entry.blobName(), entry.size);
        }
    });
    if (read)
        read = m_catalog.eachFile([&](const RepoKey &repo, const CommitSha &commit, std::string_view path,
                                      std::string_view blob) { gatherer.take(repo, commit, path, blob, 0); });
    if (!read)
        return fail(read.error());
    gatherer.give(answer);
    if (const auto size = (*held)->sizeOf(wanted.text); size && answer.files.empty()) {
        answer.strayBlob = wanted.text;
        answer.strayBytes = *size;
    }
    return answer;
}

} // namespace mirrorlake::library
