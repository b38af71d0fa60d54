#include "inputtext.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace mirrorlake::app {

namespace {

constexpr std::size_t largest = 8 * 1024 * 1024; ///< of a request, unless a mirror's settings say otherwise

Result<std::string> textIn(int descriptor)
{
    std::string text;
    std::array<char, 64 * 1024> piece{};
    for (;;) {
        const ssize_t count = ::read(descriptor, piece.data(), piece.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fail(ErrorCode::BadRequest, std::generic_category().message(errno));
        if (count == 0)
            return text;
        text.append(piece.data(), static_cast<std::size_t>(count));
        if (text.size() > largest)
            return fail(ErrorCode::BadRequest, "it is larger than 8 MiB");
    }
}

} // namespace

Result<std::string> inputText(const std::string &name)
{
    const bool isInput = name == "-";
    const int descriptor = isInput ? STDIN_FILENO : ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
    auto text =
        descriptor < 0 ? fail(ErrorCode::BadRequest, std::generic_category().message(errno)) : textIn(descriptor);
    if (descriptor >= 0 && !isInput)
        ::close(descriptor);
    return text.map_error([&](const Error &error) {
        return error.in((isInput ? std::string("standard input") : name) + " cannot be read");
    });
}

} // namespace mirrorlake::app
