// What each target of fuzzing is: a function that must come back, whatever the bytes. libFuzzer calls it when the build
// has one (MIRRORLAKE_LIBFUZZER, clang); else the driver of this folder does, with the corpus and seeded changes of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace mirrorlake::test {

inline std::string_view textOf(const std::uint8_t *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), size};
}

/// Ends the program where a promise does not hold, as libFuzzer expects.
inline void promise(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
}

} // namespace mirrorlake::test
