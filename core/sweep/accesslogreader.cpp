#include "sweep/simulate.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <unordered_map>

namespace mirrorlake::sweep {

namespace {

constexpr std::int64_t oneUse = 300; ///< seconds

} // namespace

class AccessLogReader::Files
{
public:
    struct LastUse
    {
        std::size_t use = 0; ///< index in record.uses
        std::int64_t at = 0;
    };

    AccessRecord record;
    std::unordered_map<std::string, std::uint32_t> byName;
    std::unordered_map<std::string, LastUse> lastByClient;

    std::uint32_t fileNamed(const std::string &name)
    {
        const auto [place, isNew] = byName.emplace(name, static_cast<std::uint32_t>(record.sizes.size()));
        if (isNew)
            record.sizes.push_back(0);
        return place->second;
    }

    void add(const std::string &name, const std::string &client, std::int64_t at, std::int64_t size, std::int64_t bytes)
    {
        const std::uint32_t file = fileNamed(name);
        record.sizes[file] = std::max(record.sizes[file], size);
        const std::string asker = client + '\n' + name;
        const auto last = lastByClient.find(asker);
        if (last != lastByClient.end() && at - last->second.at < oneUse) {
            record.uses[last->second.use].bytes += bytes;
            last->second.at = at;
            return;
        }
        lastByClient[asker] = {record.uses.size(), at};
        record.uses.push_back({file, at, bytes});
    }
};

AccessLogReader::AccessLogReader() : m_files(std::make_unique<Files>()) {}
AccessLogReader::~AccessLogReader() = default;

void AccessLogReader::add(std::string_view line)
{
    if (line.empty())
        return;
    const auto json = nlohmann::json::parse(line, nullptr, false);
    const auto text = [&](const char *key) {
        return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string();
    };
    const auto number = [&](const char *key) {
        return json.contains(key) && json[key].is_number_integer() ? json[key].get<std::int64_t>() : 0;
    };
    if (!json.is_object() || text("repo").empty() || text("file").empty() || number("bytes") <= 0) {
        ++m_passedOver;
        return;
    }
    ++m_read;
    const std::int64_t size = std::max(number("size"), number("end"));
    m_files->add(text("repo") + '\n' + text("commit") + '\n' + text("file"), text("client"), number("at"),
                 std::max(size, std::int64_t{1}), number("bytes"));
}

AccessRecord AccessLogReader::take()
{
    std::ranges::stable_sort(m_files->record.uses, {}, &Use::at);
    return std::move(m_files->record);
}

} // namespace mirrorlake::sweep
