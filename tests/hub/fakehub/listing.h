// The JSON shapes of repos, files and commits (hub-protocol §1.3, E10 to E14), and the pages of a tree. Pure. Thread:
// any.
#pragma once

#include "fakehub/world.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::fakehub {

/// One row of a tree or of paths-info.
nlohmann::json fileRow(const Repo &repo, const Commit &commit, const std::string &path, const File &file, bool expand);
nlohmann::json directoryRow(const Commit &commit, const std::string &path, bool expand);

/// Files and directories below folder ("" for the root), sorted by path. Nothing if the folder does not exist.
std::optional<std::vector<std::string>> pathsBelow(const Commit &commit, const std::string &folder, bool isRecursive);
bool isDirectory(const Commit &commit, const std::string &path);

/// The row of an existing path, file or directory.
nlohmann::json rowOf(const Repo &repo, const Commit &commit, const std::string &path, bool expand);

nlohmann::json repoInfo(const Repo &repo, const Commit &commit, bool withBlobs);
nlohmann::json commitRow(const Commit &commit, bool isFormatted);

/// Opaque to clients: names the last path of a page (hub-protocol §1.4).
std::string cursorAfter(const std::string &path, const std::string &treeOid, std::size_t limit);
std::optional<std::string> pathOfCursor(std::string_view cursor);

} // namespace mirrorlake::fakehub
