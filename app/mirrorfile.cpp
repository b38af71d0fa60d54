#include "mirrorfile.h"

#include "settings/replacefile.h"

#include <nlohmann/json.hpp>

#include <fstream>

namespace mirrorlake::app {

using nlohmann::json;

Result<void> writeMirrorFile(const std::filesystem::path &file, const MirrorFile &mirror)
{
    const json object{{"url", mirror.url}, {"pid", mirror.pid}};
    return settings::replaceFile(file, object.dump() + "\n");
}

void removeMirrorFile(const std::filesystem::path &file)
{
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
}

Result<MirrorFile> readMirrorFile(const std::filesystem::path &file)
{
    std::ifstream in(file);
    const json object = json::parse(in, nullptr, false);
    const bool isOne = object.is_object() && object.contains("url") && object["url"].is_string() &&
                       object.contains("pid") && object["pid"].is_number_integer();
    if (!isOne)
        return fail(ErrorCode::EntryNotFound, "no mirror serves from this data folder");
    return MirrorFile{object["url"], object["pid"]};
}

} // namespace mirrorlake::app
