// Makes HTTP requests that no client should send, the same ones for the same seed: wrong by construction, or a good one
// with bytes changed at random. For any server under test.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace mirrorlake::test {

struct GeneratedRequest
{
    std::string bytes;
    bool isMalformed = false; ///< surely; otherwise nobody knows
};

class RequestGenerator
{
public:
    explicit RequestGenerator(std::uint64_t seed) : m_random(seed) {}
    GeneratedRequest next();

private:
    std::size_t below(std::size_t limit) { return m_random() % limit; }
    const std::string &oneOf(const std::vector<std::string> &choices) { return choices[below(choices.size())]; }
    std::string randomBytes(std::size_t most);
    std::string randomTarget();
    std::string randomRange();
    std::string randomField();
    std::string goodRequest();
    std::string malformedRequest();
    void mutate(std::string &bytes);

    std::mt19937_64 m_random;
};

} // namespace mirrorlake::test
