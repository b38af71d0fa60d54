// A cache as Hugging Face's libraries lay it, for tests: models--org--name/{blobs,refs,snapshots}.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

namespace mirrorlake::test {

class CacheFolder
{
public:
    CacheFolder(std::filesystem::path folder, const std::string &repo) : m_repo(std::move(folder) / repo) {}

    const std::filesystem::path &path() const { return m_repo; }
    std::filesystem::path blob(const std::string &hash) const { return m_repo / "blobs" / hash; }
    std::filesystem::path snapshot(const std::string &commit) const { return m_repo / "snapshots" / commit; }

    /// A file of a commit, as a link to the blob of this name.
    void put(const std::string &commit, const std::string &file, const std::string &hash,
             const std::string &bytes) const
    {
        std::filesystem::create_directories(m_repo / "blobs");
        std::ofstream(blob(hash), std::ios::binary) << bytes;
        const auto link = snapshot(commit) / file;
        std::filesystem::create_directories(link.parent_path());
        std::filesystem::create_symlink(blob(hash).lexically_relative(link.parent_path()), link);
    }
    void putRef(const std::string &name, const std::string &commit) const
    {
        const auto file = m_repo / "refs" / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << commit;
    }

private:
    std::filesystem::path m_repo;
};

} // namespace mirrorlake::test
