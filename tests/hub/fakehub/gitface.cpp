#include "fakehub/gitface.h"

#include "base/text.h"
#include "fakehub/digest.h"
#include "fakehub/hubface.h"

#include <fmt/core.h>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

namespace mirrorlake::fakehub {

namespace {

namespace fs = std::filesystem;

std::string readFile(const fs::path &file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

void writeFile(const fs::path &file, std::string_view text)
{
    std::ofstream(file, std::ios::binary) << text;
}

/// Runs git with files for its input and output, and an environment of our own.
bool runGit(const fs::path &root, std::vector<std::string> words, const fs::path &input, const fs::path &output,
            const std::string &protocol = {})
{
    std::vector<std::string> environment{"PATH=" + std::string(getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin"),
                                         "HOME=" + root.string(), "GIT_CONFIG_NOSYSTEM=1", "GIT_PROTOCOL=" + protocol};
    words.insert(words.begin(), "git");
    const auto pointers = [](std::vector<std::string> &texts) {
        std::vector<char *> list;
        for (std::string &text : texts)
            list.push_back(text.data());
        list.push_back(nullptr);
        return list;
    };
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t pid = 0;
    const int error =
        posix_spawnp(&pid, "git", &actions, nullptr, pointers(words).data(), pointers(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    int status = -1;
    return error == 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::string bytesOf(const Content &content)
{
    std::string bytes(static_cast<std::size_t>(content.size()), '\0');
    content.read(0, bytes);
    return bytes;
}

std::string dataBlock(std::string_view bytes)
{
    return fmt::format("data {}\n{}\n", bytes.size(), bytes);
}

/// The repo as "git fast-import" reads it; LFS files are pointers, and .gitattributes names them.
std::string exported(const Repo &repo)
{
    std::string text;
    std::map<std::string, int> marks;
    for (const std::string &sha : repo.history) {
        const Commit &commit = *repo.commits.at(sha);
        const int mark = static_cast<int>(marks.size()) + 1;
        marks[sha] = mark;
        text += fmt::format("commit refs/import/all\nmark :{}\ncommitter Hub <hub@localhost> {} +0000\n", mark,
                            1'700'000'000 + mark * 60);
        text += dataBlock(commit.title);
        if (!commit.parent.empty())
            text += fmt::format("from :{}\n", marks.at(commit.parent));
        text += "deleteall\n";
        std::string attributes;
        for (const auto &[path, file] : commit.files) {
            const std::string inGit = file.isLfs ? file.content->pointerText() : bytesOf(*file.content);
            if (file.isLfs && path.find(' ') == std::string::npos)
                attributes += path + " filter=lfs diff=lfs merge=lfs -text\n";
            text += fmt::format("M 100644 inline {}\n", path) + dataBlock(inGit);
        }
        if (!commit.files.contains(".gitattributes"))
            text += "M 100644 inline .gitattributes\n" + dataBlock(attributes);
    }
    for (const auto &[ref, sha] : repo.refs)
        text += fmt::format("reset {}\nfrom :{}\n\n", ref, marks.at(sha));
    return text;
}

std::string headsOf(const Repo &repo)
{
    std::string text;
    for (const auto &[ref, sha] : repo.refs)
        text += ref + " " + sha + "\n";
    return text;
}

} // namespace

GitFace::~GitFace()
{
    std::error_code ignored;
    if (!m_root.empty())
        fs::remove_all(m_root, ignored);
}

std::optional<Reply> GitFace::refusal(const HttpRequest &request, const RepoPtr &repo) const
{
    auto refused = refusalOf(repo, callerOf(request), "?", false);
    if (refused && refused->status == 401)
        refused->set("WWW-Authenticate", "Basic realm=\"Authentication required\", charset=\"UTF-8\"");
    return refused;
}

fs::path GitFace::folderOf(const Repo &repo)
{
    if (m_root.empty()) {
        std::string pattern = (fs::temp_directory_path() / "fakehub-git-XXXXXX").string();
        if (!mkdtemp(pattern.data()))
            return {};
        m_root = pattern;
    }
    Made &made = m_made[repo.key()];
    if (made.heads == headsOf(repo))
        return made.folder;
    const fs::path folder = m_root / fmt::format("{}-{}.git", sha1Hex(repo.key()), sha1Hex(headsOf(repo)));
    const fs::path input = m_root / "import";
    const fs::path output = m_root / "output";
    writeFile(input, exported(repo));
    const bool isMade =
        runGit(m_root, {"init", "--quiet", "--bare", "--initial-branch=main", folder.string()}, "/dev/null", output) &&
        runGit(m_root, {"-C", folder.string(), "fast-import", "--quiet", "--force"}, input, output) &&
        runGit(m_root, {"-C", folder.string(), "update-ref", "-d", "refs/import/all"}, "/dev/null", output);
    if (!isMade)
        return {};
    made = {headsOf(repo), folder};
    return folder;
}

Reply GitFace::refs(const HttpRequest &request, const std::string &key)
{
    return run(request, key, true);
}

Reply GitFace::uploadPack(const HttpRequest &request, const std::string &key)
{
    return run(request, key, false);
}

Reply GitFace::run(const HttpRequest &request, const std::string &key, bool isAdvertising)
{
    const RepoPtr repo = m_world.find(key);
    if (auto refused = refusal(request, repo))
        return *refused;
    const std::lock_guard lock(m_mutex);
    const fs::path folder = folderOf(*repo);
    if (folder.empty())
        return textReply(501, "the program git is missing, or does not do its work");
    const bool isGzip = request.header("content-encoding").value_or("") == "gzip";
    const auto body = isGzip ? gunzipped(request.body) : std::optional<std::string>(request.body);
    if (!body)
        return textReply(400, "this is no gzip");
    const fs::path input = m_root / "question";
    const fs::path output = m_root / "answer";
    writeFile(input, *body);
    std::vector<std::string> words{"upload-pack", "--stateless-rpc"};
    if (isAdvertising)
        words.emplace_back("--advertise-refs");
    words.push_back(folder.string());
    const std::string protocol(request.header("git-protocol").value_or(""));
    if (!runGit(m_root, words, input, output, protocol))
        return textReply(500, "upload-pack failed");
    Reply reply;
    reply.set("Content-Type",
              isAdvertising ? "application/x-git-upload-pack-advertisement" : "application/x-git-upload-pack-result");
    reply.set("Cache-Control", "no-cache");
    reply.text = (isAdvertising ? "001e# service=git-upload-pack\n0000" : "") + readFile(output);
    reply.isChunked = true;
    return reply;
}

} // namespace mirrorlake::fakehub
