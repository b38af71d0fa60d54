// What became of a file from outside that was to be taken in, and how far it is. Plain values.
#pragma once

#include <cstdint>
#include <functional>

namespace mirrorlake::store {

enum class Adopted
{
    Taken,
    AlreadyHere,
    OtherBytes ///< they do not have this name
};

/// So many more bytes were read; false: stop. Thread: the one that copies; after each MiB.
using AdoptionWatch = std::function<bool(std::int64_t bytes)>;

} // namespace mirrorlake::store
