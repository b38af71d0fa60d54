#include "ui/setup/clientlines.h"

using namespace Qt::StringLiterals;

namespace mirrorlake::ui {

std::vector<ClientLine> clientLinesFor(const QString &url)
{
    return {
        {u"bash"_s, u"export HF_ENDPOINT="_s + url},
        {u"PowerShell"_s, u"$env:HF_ENDPOINT = \""_s + url + u'"'},
        {u"cmd"_s, u"set HF_ENDPOINT="_s + url},
        {u"Docker"_s, u"docker run -e HF_ENDPOINT="_s + url},
        {u"Python"_s, u"os.environ[\"HF_ENDPOINT\"] = \""_s + url + u'"'},
    };
}

ClientLine gitLineFor(const QString &url)
{
    return {u"git"_s, u"git clone "_s + url + u"/org/name"_s};
}

} // namespace mirrorlake::ui
