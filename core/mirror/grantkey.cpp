#include "mirror/grantkey.h"

#include "base/text.h"
#include "settings/replacefile.h"

#include <QByteArray>
#include <QRandomGenerator>

#include <array>
#include <fstream>
#include <optional>

namespace mirrorlake::mirror {

namespace {

constexpr std::size_t keySize = 32;

std::optional<std::string> keyIn(const std::filesystem::path &file)
{
    std::ifstream in(file);
    std::string line;
    if (!std::getline(in, line) || line.size() != 2 * keySize)
        return std::nullopt;
    const std::string bytes = QByteArray::fromHex(QByteArray::fromStdString(line)).toStdString();
    return bytes.size() == keySize ? std::optional(bytes) : std::nullopt;
}

} // namespace

Result<GrantKey> GrantKey::inFile(const std::filesystem::path &file)
{
    constexpr auto owner = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
    std::error_code ignored;
    if (auto bytes = keyIn(file)) {
        std::filesystem::permissions(file, owner, ignored);
        return GrantKey(std::move(*bytes));
    }
    std::filesystem::remove(file, ignored);
    GrantKey key = random();
    const std::string hex = toHex(reinterpret_cast<const unsigned char *>(key.bytes().data()), keySize);
    if (auto written = settings::replaceFile(file, hex + "\n"); !written)
        return fail(written.error().in("keeping the key of links"));
    return key;
}

GrantKey GrantKey::random()
{
    std::array<quint32, keySize / sizeof(quint32)> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return GrantKey(std::string(reinterpret_cast<const char *>(words.data()), keySize));
}

} // namespace mirrorlake::mirror
