#include "fuzz/driver.h"
#include "xet/casaddress.h"

using namespace mirrorlake;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static_cast<void>(xet::parseCasTarget(test::textOf(data, size)));
    return 0;
}
