#include "mirror/landing/landingpage.h"

#include "base/text.h"
#include "mirror/landing/pagetext.h"

#include <QtCore/QByteArray>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace mirrorlake::mirror {

namespace {

constexpr std::string_view noBreakSpace = "\u00a0";

std::string_view nameOf(LandingState state)
{
    constexpr std::array<std::string_view, 3> names{"serving", "away", "offline"};
    return names[static_cast<std::size_t>(state)];
}

void replaceAll(std::string &text, std::string_view what, std::string_view by)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

/// JSON that may stand inside a script element: nothing in it can end the element or begin a comment.
std::string scriptSafe(const nlohmann::json &json)
{
    std::string text = json.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    replaceAll(text, "<", "\\u003c");
    replaceAll(text, ">", "\\u003e");
    replaceAll(text, "&", "\\u0026");
    return text;
}

std::string htmlSafe(std::string text)
{
    replaceAll(text, "&", "&amp;");
    replaceAll(text, "<", "&lt;");
    replaceAll(text, ">", "&gt;");
    replaceAll(text, "\"", "&quot;");
    return text;
}

nlohmann::json dataOf(const LandingView &view)
{
    nlohmann::json list = nlohmann::json::array();
    for (const LandingRepo &repo : view.facts.repos) {
        const std::int64_t minutes = std::max<std::int64_t>(0, (view.now - repo.lastUsedAt) / 60);
        list.push_back({apiNameOf(repo.key.type), repo.key.id.text(), repo.revisions, sizeText(repo.bytes), minutes});
    }
    return {{"url", view.url},
            {"lang", view.language == LandingLanguage::Chinese ? "zh" : "en"},
            {"state", nameOf(view.state)},
            {"repos", view.facts.repoCount},
            {"bytes", sizeText(view.facts.bytes)},
            {"list", std::move(list)}};
}

/// 'sha256-…' of what stands in the page between an opening tag and its closing one.
std::string hashOf(std::string_view opening, std::string_view closing)
{
    const std::size_t begin = landingPageText.find(opening) + opening.size();
    const std::string_view inner = landingPageText.substr(begin, landingPageText.find(closing, begin) - begin);
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char *>(inner.data()), inner.size(), digest.data());
    const QByteArray bytes(reinterpret_cast<const char *>(digest.data()), static_cast<qsizetype>(digest.size()));
    return "'sha256-" + bytes.toBase64().toStdString() + "'";
}

/// "q" of one element of Accept-Language in thousandths.
int weightOf(std::string_view element)
{
    const std::size_t mark = element.find(";q=");
    if (mark == std::string_view::npos)
        return 1000;
    double weight = 0;
    const std::string_view number = trimmed(element.substr(mark + 3));
    std::from_chars(number.data(), number.data() + number.size(), weight);
    return static_cast<int>(weight * 1000);
}

} // namespace

std::string sizeText(std::int64_t bytes)
{
    constexpr std::array<std::string_view, 6> units{"B", "kB", "MB", "GB", "TB", "PB"};
    auto count = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (count >= 999.5 && unit + 1 < units.size()) {
        count /= 1000;
        ++unit;
    }
    const int decimals = unit == 0 || count >= 99.95 ? 0 : count >= 9.995 ? 1 : 2;
    return fmt::format("{:.{}f}{}{}", count, decimals, noBreakSpace, units[unit]);
}

LandingLanguage landingLanguage(std::string_view target, std::string_view acceptLanguage)
{
    const std::size_t query = target.find('?');
    for (const std::string_view pair : split(query == std::string_view::npos ? "" : target.substr(query + 1), '&')) {
        if (pair.starts_with("lang="))
            return pair.substr(5).starts_with("zh") ? LandingLanguage::Chinese : LandingLanguage::English;
    }
    int chinese = 0;
    int other = 0;
    for (const std::string_view part : split(acceptLanguage, ',')) {
        const std::string element = lowered(trimmed(part));
        int &best = element.starts_with("zh") ? chinese : other;
        best = std::max(best, weightOf(element));
    }
    return chinese > other ? LandingLanguage::Chinese : LandingLanguage::English;
}

const std::string &landingPolicy()
{
    static const std::string policy = "default-src 'none'; script-src " + hashOf("<script>", "</script>") +
                                      "; style-src " + hashOf("<style>", "</style>") +
                                      "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    return policy;
}

std::string landingHtml(const LandingView &view)
{
    std::string page(landingPageText);
    replaceAll(page, "@LANG@", view.language == LandingLanguage::Chinese ? "zh-CN" : "en");
    replaceAll(page, "@STATE@", nameOf(view.state));
    replaceAll(page, "@ADDRESS@", htmlSafe(view.url));
    replaceAll(page, "@DATA@", scriptSafe(dataOf(view)));
    return page;
}

std::string landingText(const LandingView &view)
{
    const bool isChinese = view.language == LandingLanguage::Chinese;
    std::string text = isChinese ? "这里是 Mirrorlake，Hugging Face Hub 的镜像。\n"
                                 : "This is Mirrorlake, a mirror of the Hugging Face Hub.\n";
    if (view.state != LandingState::Serving)
        text += isChinese ? "目前仅提供已缓存的内容。\n" : "It serves only what it has kept at the moment.\n";
    text += fmt::format("\n    export HF_ENDPOINT={0}                # bash, zsh\n"
                        "    $env:HF_ENDPOINT = \"{0}\"             # PowerShell\n"
                        "    set HF_ENDPOINT={0}                   # cmd\n",
                        view.url);
    if (view.facts.repos.empty())
        return text;
    text += isChinese ? fmt::format("\n已缓存：{} 个仓库，{}\n", view.facts.repoCount, sizeText(view.facts.bytes))
                      : fmt::format("\nReady here: {} repos, {}\n", view.facts.repoCount, sizeText(view.facts.bytes));
    for (const LandingRepo &repo : view.facts.repos) {
        const std::string name = std::string(urlPrefixOf(repo.key.type)) + repo.key.id.text();
        text += fmt::format("    {:<60} {:>10}  {}\n", name, sizeText(repo.bytes), repo.revisions);
    }
    return text;
}

} // namespace mirrorlake::mirror
