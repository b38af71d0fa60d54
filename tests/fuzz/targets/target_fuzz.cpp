#include "fuzz/driver.h"
#include "hub/address.h"
#include "hub/target.h"

using namespace mirrorlake;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto request = hub::parseTarget(test::textOf(data, size));
    const auto *file = request ? std::get_if<hub::FileRequest>(&*request) : nullptr;
    if (file == nullptr)
        return 0;
    const std::string &path = file->path.text();
    test::promise(!path.empty() && path.front() != '/' && path.find('\0') == std::string::npos, "a path in the repo");
    test::promise(path != ".." && !path.starts_with("../") && !path.ends_with("/..") &&
                      path.find("/../") == std::string::npos,
                  "no path that leaves the repo");
    if (file->revision.text() == "refs")
        return 0; // cannot be told from the refs below it when it is sent raw, and no repository has it
    const auto again = hub::parseTarget(hub::resolveTarget(file->repo, file->revision, file->path));
    const auto *same = again ? std::get_if<hub::FileRequest>(&*again) : nullptr;
    test::promise(same != nullptr && same->repo == file->repo && same->revision == file->revision &&
                      same->path.text() == path,
                  "an address that we write means what was asked");
    return 0;
}
