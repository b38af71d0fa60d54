// Why something waits, stalls or failed, as it is shown: the code chooses a sentence in the reader's language, the text
// says in English what exactly happened. A plain value.
#pragma once

#include "base/error.h"

#include <optional>
#include <string>
#include <utility>

namespace mirrorlake {

struct Reason
{
    std::string text{};
    std::optional<ErrorCode> code{}; ///< none where no error is behind it

    Reason() = default;
    Reason(std::string words, std::optional<ErrorCode> why = {}) : text(std::move(words)), code(why) {}
    Reason(const Error &error) : text(error.message), code(error.code) {}

    bool isEmpty() const { return text.empty() && !code; }
    bool operator==(const Reason &) const = default;
};

} // namespace mirrorlake
