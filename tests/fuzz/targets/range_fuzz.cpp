#include "base/byterange.h"
#include "fuzz/driver.h"

#include <cstring>

using namespace mirrorlake;

/// The first eight bytes are the size of the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t length)
{
    std::int64_t size = 0;
    if (length < sizeof size)
        return 0;
    std::memcpy(&size, data, sizeof size);
    size &= INT64_MAX;
    const auto specs = parseRangeHeader(test::textOf(data + sizeof size, length - sizeof size));
    if (!specs)
        return 0;
    test::promise(!specs->empty() && specs->size() <= 16, "1 to 16 parts");
    for (const RangeSpec &spec : *specs) {
        if (const auto range = spec.within(size))
            test::promise(0 <= range->begin && range->begin < range->end && range->end <= size, "a range in the file");
    }
    return 0;
}
