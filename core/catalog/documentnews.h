// Which documents were put or removed of late, so that whoever keeps something made of them need not read all of them
// again. Numbers go up by one a change and begin anew with the process. Pure. Thread: none; the catalogue guards it.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorlake::catalog {

class DocumentNews
{
public:
    static constexpr std::size_t most = 4096;

    std::uint64_t number() const { return m_number; }
    void add(std::string_view key)
    {
        ++m_number;
        m_keys.emplace_back(key);
        if (m_keys.size() > most)
            m_keys.pop_front();
    }
    /// Keys of all changes after that number; nothing when there were too many to tell.
    std::optional<std::vector<std::string>> since(std::uint64_t number) const
    {
        const std::uint64_t count = m_number - number;
        if (number > m_number || count > m_keys.size())
            return std::nullopt;
        return std::vector<std::string>(m_keys.end() - static_cast<std::ptrdiff_t>(count), m_keys.end());
    }

private:
    std::uint64_t m_number = 0;
    std::deque<std::string> m_keys; ///< of the last changes, the newest last
};

} // namespace mirrorlake::catalog
