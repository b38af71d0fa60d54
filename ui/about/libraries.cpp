#include "ui/about/libraries.h"

#include <libraryversions.h>

namespace mirrorlake::ui {

namespace {

struct Row
{
    const char *name;
    const char *version;
    const char *licence;
    const char *home;
};

constexpr Row rows[] = {
    {"Qt", nullptr, "LGPL-3.0-only", "https://www.qt.io"},
    {"Qt Charts", nullptr, "GPL-3.0-only", "https://www.qt.io"},
    {"Boost (Asio, Beast)", versions::boost, "BSL-1.0", "https://www.boost.org"},
    {"libcurl", versions::curl, "curl", "https://curl.se"},
    {"OpenSSL", versions::openssl, "Apache-2.0", "https://www.openssl.org"},
    {"SQLite", versions::sqlite, "blessing", "https://www.sqlite.org"},
    {"zstd", versions::zstd, "BSD-3-Clause", "https://facebook.github.io/zstd"},
    {"xxHash", versions::xxhash, "BSD-2-Clause", "https://xxhash.com"},
    {"tl::expected", versions::expected, "CC0-1.0", "https://github.com/TartanLlama/expected"},
    {"nlohmann-json", versions::json, "MIT", "https://json.nlohmann.me"},
    {"spdlog", versions::spdlog, "MIT", "https://github.com/gabime/spdlog"},
    {"fmt", versions::fmt, "MIT", "https://fmt.dev"},
    {"toml++", versions::toml, "MIT", "https://marzer.github.io/tomlplusplus"},
    {"CLI11", versions::cli11, "BSD-3-Clause", "https://github.com/CLIUtils/CLI11"},
    {"libqrencode", versions::qrencode, "LGPL-2.1-or-later", "https://fukuchi.org/works/qrencode"},
    {"QtKeychain", versions::keychain, "BSD-3-Clause", "https://github.com/frankosterfeld/qtkeychain"},
    {"libarchive", versions::archive, "BSD-2-Clause", "https://libarchive.org"},
};

} // namespace

std::vector<Library> libraries()
{
    std::vector<Library> all;
    for (const Row &row : rows)
        all.push_back({QString::fromLatin1(row.name), QString::fromLatin1(row.version ? row.version : qVersion()),
                       QString::fromLatin1(row.licence), QString::fromLatin1(row.home)});
    return all;
}

} // namespace mirrorlake::ui
