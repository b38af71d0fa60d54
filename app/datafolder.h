// The folder that holds everything a mirror keeps, and the lock by which one process at a time uses it. The lock is the
// operating system's and ends with the process, so that one left behind by a crash or kill is taken over; the file only
// says who holds it.
//
//   mirrorlake.lock  pid of the process that uses the folder      control.token  opens the admin API
//   mirrorlake.toml  settings, and beside it the last good ones   mirror.json    url and pid, while it serves
//   catalog.sqlite   what is known                                store/         the bytes
//   grant.key        signs rights that travel in links
#pragma once

#include "base/error.h"

#include <filesystem>

namespace mirrorlake::app {

class DataFolder
{
public:
    /// "mirrorlake" in the XDG data folder of this user.
    static std::filesystem::path defaultPath();

    /// Makes the folder if needed and locks it. Errors: DataFolderInUse (names the process), DataFolderUnusable.
    static Result<DataFolder> open(const std::filesystem::path &path);
    ~DataFolder(); ///< gives the lock back
    DataFolder(DataFolder &&other) noexcept;
    DataFolder &operator=(DataFolder &&) = delete;

    std::filesystem::path catalogFile() const { return m_path / "catalog.sqlite"; }
    std::filesystem::path storeFolder() const { return m_path / "store"; }
    std::filesystem::path ledgerFile() const { return m_path / "wrong-bytes.ledger"; }
    std::filesystem::path accessLogFile() const { return m_path / "access.log"; }
    std::filesystem::path tokenFile() const { return tokenFileIn(m_path); }
    std::filesystem::path grantKeyFile() const { return m_path / "grant.key"; }
    std::filesystem::path mirrorFile() const { return mirrorFileIn(m_path); }

    static std::filesystem::path tokenFileIn(const std::filesystem::path &folder) { return folder / "control.token"; }
    static std::filesystem::path mirrorFileIn(const std::filesystem::path &folder) { return folder / "mirror.json"; }

private:
    DataFolder(std::filesystem::path path, int lock) : m_path(std::move(path)), m_lock(lock) {}

    std::filesystem::path m_path;
    int m_lock; ///< descriptor of the lock file, -1 when moved from
};

} // namespace mirrorlake::app
