#include "xet/answers.h"

#include <nlohmann/json.hpp>

namespace mirrorlake::xet {

namespace {

using nlohmann::ordered_json;

std::string textOf(const ordered_json &json)
{
    return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

} // namespace

std::string toJson(const ReadToken &token)
{
    return textOf({{"accessToken", token.text}, {"exp", token.expiresAt}, {"casUrl", token.casUrl}});
}

std::string toJson(const FileInfo &info)
{
    return textOf({{"hash", info.hash},
                   {"refreshUrl", info.tokenUrl},
                   {"reconstructionUrl", info.reconstructionUrl},
                   {"etag", info.etag},
                   {"size", info.size}});
}

std::string tokenLink(const std::string &tokenUrl)
{
    return "<" + tokenUrl + ">; rel=\"xet-auth\"";
}

std::string linksOf(const FileInfo &info)
{
    return tokenLink(info.tokenUrl) + ", <" + info.reconstructionUrl + ">; rel=\"xet-reconstruction-info\"";
}

} // namespace mirrorlake::xet
