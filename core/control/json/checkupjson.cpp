#include "control/json/checkupjson.h"

#include "control/json/jsonfields.h"

namespace mirrorlake::control {

template<typename Io>
void fieldsOf(Io &io, Finding &finding)
{
    io("code", finding.code);
    io("words", finding.words);
}

template<typename Io>
void fieldsOf(Io &io, Checkup &checkup)
{
    io("at", checkup.at);
    io("findings", checkup.findings);
}

std::string toJson(const Checkup &checkup)
{
    nlohmann::ordered_json json = FieldWriter::asJson(checkup);
    for (std::size_t i = 0; i < checkup.findings.size(); ++i) {
        const Finding &finding = checkup.findings[i];
        nlohmann::ordered_json &item = json["findings"][i];
        item["check"] = finding.check();
        item["health"] = nameOf(finding.health());
        item["seen"] = finding.seen();
        item["next"] = finding.next();
    }
    json["worst"] = nameOf(checkup.worst());
    return dumped(json);
}

Result<Checkup> checkupFromJson(const std::string &json)
{
    return valueFromJson<Checkup>(json);
}

} // namespace mirrorlake::control
