// The secret that signs grants: 32 random bytes of this installation, kept as 64 hex digits in the data folder,
// readable by its owner only. It outlives restarts, so that links given before one still open. Thread: any.
#pragma once

#include "base/error.h"

#include <filesystem>
#include <string>
#include <utility>

namespace mirrorlake::mirror {

class GrantKey
{
public:
    /// The key in this file; made at the first start, and made anew when the file does not hold one. Errors: NoSpace,
    /// ReadOnly, Io.
    static Result<GrantKey> inFile(const std::filesystem::path &file);
    /// A key of this run only.
    static GrantKey random();

    const std::string &bytes() const { return m_bytes; }

private:
    explicit GrantKey(std::string bytes) : m_bytes(std::move(bytes)) {}
    std::string m_bytes;
};

} // namespace mirrorlake::mirror
