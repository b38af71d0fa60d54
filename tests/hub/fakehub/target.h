// The Hub's URL grammar (hub-protocol §1.1), read by the fake Hub for itself, so that it can prove the mirror's reading
// wrong. Pure.
#pragma once

#include "base/ids.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mirrorlake::fakehub {

struct Target
{
    enum class Kind
    {
        Resolve,
        Raw,
        ResolveCache,
        Api,
        List,
        Other
    };

    Kind kind = Kind::Other;
    RepoType type = RepoType::Model;
    std::string repo;              ///< "org/name" or "name"
    std::string verb;              ///< of Api: "info", "revision", "tree", "refs", …; of Other: the decoded path
    std::vector<std::string> rest; ///< segments after the verb: still encoded
    std::string path;              ///< raw, without query
    std::string query;             ///< raw

    std::string key() const { return std::string(apiNameOf(type)) + "/" + repo; }
    /// First value of a query field, decoded.
    std::optional<std::string> field(std::string_view name) const;
    bool flag(std::string_view name) const; ///< "true" or "1" in any case
};

Target parseTarget(std::string_view raw);

/// Fields of a query or of a form, decoded; '+' is a space in a form.
std::vector<std::pair<std::string, std::string>> parseFields(std::string_view text, bool isForm);

/// Decoded; what cannot be decoded is taken as it is.
std::string decoded(std::string_view text);

} // namespace mirrorlake::fakehub
