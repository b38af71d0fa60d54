#include "xet/reconstruction.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace mirrorlake::xet {

namespace {

using nlohmann::ordered_json;

/// Chunks are told by an exclusive end.
ordered_json spanOf(const ChunkRange &chunks)
{
    return {{"start", chunks.begin}, {"end", chunks.end}};
}

/// Bytes are told by an inclusive end.
ordered_json spanOf(const ByteRange &bytes)
{
    return {{"start", bytes.begin}, {"end", bytes.end - 1}};
}

ordered_json fetchOf(const Term &term, Form form, const std::string &url)
{
    if (form == Form::V1)
        return {{"range", spanOf(term.chunks)}, {"url", url}, {"url_range", spanOf(term.bytes)}};
    const ordered_json range{{"chunks", spanOf(term.chunks)}, {"bytes", spanOf(term.bytes)}};
    return {{"url", url}, {"ranges", ordered_json::array({range})}};
}

} // namespace

Reconstruction reconstructionOf(const Layout &layout, ByteRange range)
{
    Reconstruction result;
    if (range.isEmpty())
        return result;
    result.offsetIntoFirst = range.begin % chunkSize;
    const std::int64_t firstChunk = range.begin / chunkSize;
    const std::int64_t endChunk = (range.end - 1) / chunkSize + 1;
    const std::int64_t perXorb = layout.chunksPerXorb();
    for (std::int64_t chunk = firstChunk; chunk < endChunk;) {
        Term term;
        term.xorb = chunk / perXorb;
        const std::int64_t base = term.xorb * perXorb;
        term.chunks = {chunk - base, std::min(endChunk - base, perXorb)};
        term.bytes = {layout.offsetOf(term.xorb, term.chunks.begin), layout.offsetOf(term.xorb, term.chunks.end)};
        term.unpackedLength = term.bytes.length() - headerSize * (term.chunks.end - term.chunks.begin);
        chunk = base + term.chunks.end;
        result.terms.push_back(term);
    }
    return result;
}

std::string toJson(const Reconstruction &reconstruction, Form form, const NameOfXorb &name, const UrlOfTerm &url)
{
    ordered_json terms = ordered_json::array();
    ordered_json fetches = ordered_json::object();
    for (const Term &term : reconstruction.terms) {
        const std::string hash = name(term.xorb);
        terms.push_back({{"hash", hash}, {"unpacked_length", term.unpackedLength}, {"range", spanOf(term.chunks)}});
        fetches.emplace(hash, ordered_json::array({fetchOf(term, form, url(term))}));
    }
    const ordered_json answer{{"offset_into_first_range", reconstruction.offsetIntoFirst},
                              {"terms", std::move(terms)},
                              {form == Form::V1 ? "fetch_info" : "xorbs", std::move(fetches)}};
    return answer.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

} // namespace mirrorlake::xet
