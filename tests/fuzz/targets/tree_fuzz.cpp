#include "fuzz/driver.h"
#include "hub/treejson.h"

using namespace mirrorlake;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto entries = hub::readTreePage(test::textOf(data, size));
    if (!entries)
        return 0;
    for (const catalog::TreeEntry &entry : *entries) {
        test::promise(RepoPath::parse(entry.path).has_value(), "a path in the repo");
        test::promise(entry.size >= 0, "a size");
        test::promise(entry.isDirectory || BlobHash::parse(entry.blobName()).has_value(), "the name of a blob");
    }
    const auto again = hub::readTreePage(hub::writeTreePage(*entries));
    test::promise(again && again->size() == entries->size(), "a listing that we write can be read");
    return 0;
}
