#include "control/controltoken.h"

#include "base/text.h"
#include "settings/replacefile.h"

#include <QtCore/QRandomGenerator>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>

namespace mirrorlake::control {

namespace {

constexpr std::size_t tokenLength = 64;

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

std::string randomToken()
{
    std::array<quint32, tokenLength / 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return toHex(reinterpret_cast<const unsigned char *>(words.data()), sizeof words);
}

} // namespace

Result<std::string> readControlToken(const std::filesystem::path &file)
{
    errno = 0;
    std::ifstream in(file);
    if (!in)
        return fail(errorFromErrno(errno, "reading the control token"));
    std::string token;
    std::getline(in, token);
    if (token.size() != tokenLength || !std::ranges::all_of(token, isHex))
        return fail(ErrorCode::Io, "the file of the control token holds none");
    return token;
}

Result<std::string> ensureControlToken(const std::filesystem::path &file)
{
    std::error_code ignored;
    constexpr auto owner = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
    if (auto token = readControlToken(file)) {
        std::filesystem::permissions(file, owner, ignored);
        return token;
    }
    std::filesystem::remove(file, ignored);
    const std::string token = randomToken();
    return settings::replaceFile(file, token + "\n").map([&] { return token; });
}

} // namespace mirrorlake::control
