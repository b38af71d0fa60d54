#include "fakehub/listing.h"

#include "fakehub/digest.h"

#include <set>

namespace mirrorlake::fakehub {

namespace {

using Json = nlohmann::json;

std::string pointerOid(const Content &content)
{
    return textContent(content.pointerText())->gitOid();
}

Json lastCommit(const Commit &commit)
{
    return {{"id", commit.sha}, {"title", commit.title}, {"date", commit.date}};
}

Json sibling(const std::string &path, const File &file, bool withBlobs)
{
    Json row = {{"rfilename", path}};
    if (!withBlobs)
        return row;
    const Content &content = *file.content;
    row["size"] = content.size();
    row["blobId"] = file.isLfs ? pointerOid(content) : content.gitOid();
    if (file.isLfs)
        row["lfs"] = {
            {"sha256", content.sha256()}, {"size", content.size()}, {"pointerSize", content.pointerText().size()}};
    return row;
}

} // namespace

Json fileRow(const Repo &repo, const Commit &commit, const std::string &path, const File &file, bool expand)
{
    const Content &content = *file.content;
    Json row = {{"type", "file"},
                {"oid", file.isLfs ? pointerOid(content) : content.gitOid()},
                {"size", content.size()},
                {"path", path}};
    if (file.isLfs) {
        row["lfs"] = {
            {"oid", content.sha256()}, {"size", content.size()}, {"pointerSize", content.pointerText().size()}};
        if (repo.hasXet && content.size() > 0)
            row["xetHash"] = repo.isGated ? std::string(64, '*') : content.xetHash();
    }
    if (expand) {
        row["lastCommit"] = lastCommit(commit);
        row["securityFileStatus"] = {
            {"status", "safe"}, {"avScan", {{"status", "safe"}}}, {"pickleImportScan", {{"status", "safe"}}}};
    }
    return row;
}

Json directoryRow(const Commit &commit, const std::string &path, bool expand)
{
    std::string names;
    for (auto at = commit.files.lower_bound(path + "/"); at != commit.files.end() && at->first.starts_with(path + "/");
         ++at)
        names += at->first + " " + std::to_string(at->second.content->size()) + "\n";
    Json row = {{"type", "directory"}, {"oid", sha1Hex("tree " + names)}, {"size", 0}, {"path", path}};
    if (expand)
        row["lastCommit"] = lastCommit(commit);
    return row;
}

bool isDirectory(const Commit &commit, const std::string &path)
{
    const auto first = commit.files.lower_bound(path + "/");
    return first != commit.files.end() && first->first.starts_with(path + "/");
}

std::optional<std::vector<std::string>> pathsBelow(const Commit &commit, const std::string &folder, bool isRecursive)
{
    if (!folder.empty() && !isDirectory(commit, folder))
        return std::nullopt;
    const std::string prefix = folder.empty() ? std::string() : folder + "/";
    std::set<std::string> paths;
    for (auto at = commit.files.lower_bound(prefix); at != commit.files.end() && at->first.starts_with(prefix); ++at) {
        bool isDirect = true;
        for (std::size_t slash = at->first.find('/', prefix.size());
             slash != std::string::npos && (isRecursive || isDirect); slash = at->first.find('/', slash + 1)) {
            paths.insert(at->first.substr(0, slash));
            isDirect = false;
        }
        if (isRecursive || isDirect)
            paths.insert(at->first);
    }
    return std::vector<std::string>(paths.begin(), paths.end());
}

Json rowOf(const Repo &repo, const Commit &commit, const std::string &path, bool expand)
{
    const auto file = commit.files.find(path);
    return file == commit.files.end() ? directoryRow(commit, path, expand)
                                      : fileRow(repo, commit, path, file->second, expand);
}

Json repoInfo(const Repo &repo, const Commit &commit, bool withBlobs)
{
    Json siblings = Json::array();
    std::int64_t usedStorage = 0;
    for (const auto &[path, file] : commit.files) {
        siblings.push_back(sibling(path, file, withBlobs));
        usedStorage += file.content->size();
    }
    Json info = {{"_id", repo.internalId},
                 {"id", repo.id},
                 {"author", repo.id.substr(0, repo.id.find('/'))},
                 {"private", repo.isPrivate},
                 {"gated", repo.isGated ? Json("manual") : Json(false)},
                 {"disabled", repo.isDisabled},
                 {"sha", commit.sha},
                 {"lastModified", commit.date},
                 {"createdAt", "2022-03-02T23:29:04.000Z"},
                 {"downloads", repo.downloads},
                 {"likes", repo.likes},
                 {"trendingScore", repo.likes},
                 {"tags", repo.tags},
                 {"cardData", {{"license", "mit"}}},
                 {"usedStorage", usedStorage},
                 {"siblings", std::move(siblings)}};
    if (repo.type == RepoType::Model) {
        info["modelId"] = repo.id;
        info["pipeline_tag"] = repo.pipelineTag;
        info["library_name"] = repo.library;
        info["config"] = {{"model_type", "mirror"}};
    }
    if (repo.parameters > 0)
        info["safetensors"] = {{"parameters", {{"F32", repo.parameters}}}, {"total", repo.parameters}};
    return info;
}

Json commitRow(const Commit &commit, bool isFormatted)
{
    Json row = {{"id", commit.sha},
                {"title", commit.title},
                {"message", ""},
                {"authors", {{{"user", "someone"}, {"avatar", "https://huggingface.co/avatars/someone.svg"}}}},
                {"date", commit.date}};
    if (isFormatted)
        row["formatted"] = {{"title", commit.title}, {"message", ""}};
    return row;
}

std::string cursorAfter(const std::string &path, const std::string &treeOid, std::size_t limit)
{
    const Json place = {{"file_name", path}, {"tree_oid", treeOid}};
    return base64(base64(place.dump()) + ":" + std::to_string(limit));
}

std::optional<std::string> pathOfCursor(std::string_view cursor)
{
    const auto outer = fromBase64(cursor);
    if (!outer)
        return std::nullopt;
    const auto inner = fromBase64(std::string_view(*outer).substr(0, outer->rfind(':')));
    const Json place = Json::parse(inner.value_or(""), nullptr, false);
    if (!place.is_object() || !place.contains("file_name"))
        return std::nullopt;
    return place["file_name"].get<std::string>();
}

} // namespace mirrorlake::fakehub
