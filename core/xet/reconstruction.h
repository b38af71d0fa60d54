// The answer to "how is this range of the file put together": one term per xorb, always in full and in order, because
// clients end with a wrong file, and no error, when it is shorter (client-findings §2.1.4). Pure.
#pragma once

#include "xet/layout.h"

#include <functional>
#include <string>
#include <vector>

namespace mirrorlake::xet {

struct Term
{
    std::int64_t xorb = 0;
    ChunkRange chunks;
    ByteRange bytes; ///< of the xorb
    std::int64_t unpackedLength = 0;

    bool operator==(const Term &) const = default;
};

struct Reconstruction
{
    std::int64_t offsetIntoFirst = 0; ///< bytes of the first chunk that lie before the range
    std::vector<Term> terms;
};

/// The range lies inside the file.
Reconstruction reconstructionOf(const Layout &layout, ByteRange range);

/// The two forms in which it is written: hf_xet up to 1.4 reads V1, later ones V2.
enum class Form
{
    V1,
    V2
};

using NameOfXorb = std::function<std::string(std::int64_t xorb)>;
using UrlOfTerm = std::function<std::string(const Term &)>;
std::string toJson(const Reconstruction &reconstruction, Form form, const NameOfXorb &name, const UrlOfTerm &url);

} // namespace mirrorlake::xet
