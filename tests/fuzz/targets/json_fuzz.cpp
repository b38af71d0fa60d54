#include "fuzz/driver.h"
#include "hub/infojson.h"

using namespace mirrorlake;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view json = test::textOf(data, size);
    static_cast<void>(hub::readInfo(json));
    static_cast<void>(hub::readRefs(json));
    static_cast<void>(hub::readPathsQuestion("application/json", json));
    static_cast<void>(hub::readPathsQuestion("application/x-www-form-urlencoded", json));
    if (const auto cleaned = hub::withoutXet(json)) {
        test::promise(cleaned->find("\"xetHash\":") == std::string::npos, "no Xet hash is left");
        const auto again = hub::withoutXet(*cleaned);
        test::promise(again && *again == *cleaned, "what is clean stays as it is");
    }
    return 0;
}
