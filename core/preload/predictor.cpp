#include "preload/predictor.h"

#include <algorithm>
#include <array>

namespace mirrorlake::preload {

namespace {

constexpr std::chrono::hours memory{1};
constexpr std::size_t mostGuesses = 1000;
constexpr int priority = -50; ///< after what people asked for
constexpr std::array<std::string_view, 4> weights{".safetensors", ".bin", ".gguf", ".pt"};
constexpr std::array wanted{"model.safetensors.index.json", "tokenizer*.json",   "special_tokens_map.json",
                            "generation_config.json",       "model.safetensors", "model-00001-of-*.safetensors",
                            "model-00002-of-*.safetensors"};

bool isWeights(std::string_view path)
{
    return std::ranges::any_of(weights, [&](std::string_view end) { return path.ends_with(end); });
}

} // namespace

std::optional<JobOrder> Predictor::hear(const std::string &repo, const std::string &commit, const std::string &path,
                                        Clock::Steady now)
{
    std::erase_if(m_guesses, [&](const auto &guess) { return now - guess.second.at > memory; });
    const auto known = m_guesses.find({repo, commit});
    if (known != m_guesses.end() && !known->second.isRight && isWeights(path)) {
        known->second.isRight = true;
        ++m_counts.right;
    }
    if (path != "config.json" || known != m_guesses.end() || m_guesses.size() >= mostGuesses)
        return std::nullopt;
    auto key = RepoKey::parse(repo);
    auto revision = Revision::parse(commit);
    if (!key || !revision || key->type != RepoType::Model)
        return std::nullopt;
    m_guesses[{repo, commit}] = {now};
    ++m_counts.guesses;
    JobOrder order{.repo = std::move(*key), .revision = std::move(*revision)};
    order.choice.include.assign(wanted.begin(), wanted.end());
    order.priority = priority;
    return order;
}

} // namespace mirrorlake::preload
