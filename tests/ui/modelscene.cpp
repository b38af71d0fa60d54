#include "ui/modelscene.h"

#include "ui/scenes.h"

#include <fmt/format.h>

#include <array>

namespace mirrorlake::test {

using library::CardFile;
using library::FoundRepo;
using library::HeldRepo;
using library::Pinned;
using library::Presence;

namespace {

constexpr std::int64_t megabyte = 1'000'000;
constexpr std::int64_t gigabyte = 1'000'000'000;
constexpr std::int64_t day = 86'400;
constexpr int pages = 3;

struct Model
{
    const char *name;
    std::int64_t parameters;
    const char *modified;
    std::int64_t held;
    bool isGated;
};
constexpr std::array models{
    Model{"Qwen/Qwen2.5-7B-Instruct", 7'620 * megabyte, "2025-01-12T02:10:10.000Z", 15'200 * megabyte, false},
    Model{"Qwen/Qwen2.5-VL-7B-Instruct", 8'290 * megabyte, "2025-04-06T16:23:01.000Z", 0, false},
    Model{"Qwen/Qwen2.5-14B-Instruct", 14'800 * megabyte, "2024-09-25T12:32:56.000Z", 29'500 * megabyte, false},
    Model{"Qwen/Qwen2.5-1.5B-Instruct", 1'540 * megabyte, "2024-09-25T12:32:50.000Z", 3'100 * megabyte, false},
    Model{"Qwen/Qwen2.5-Coder-7B-Instruct", 7'620 * megabyte, "2025-01-12T02:06:41.000Z", 12'800 * megabyte, false},
    Model{"Qwen/Qwen2.5-7B-Instruct-GGUF", 7'620 * megabyte, "2024-09-20T06:38:05.000Z", 0, false},
    Model{"Qwen/Qwen2.5-7B-Instruct-AWQ", 1'930 * megabyte, "2024-10-09T12:10:20.000Z", 0, false},
    Model{"meta-llama/Llama-3.1-8B-Instruct", 8'030 * megabyte, "2024-09-25T17:00:57.000Z", 0, true},
    Model{"Qwen/Qwen2.5-Math-7B-Instruct", 7'620 * megabyte, "2024-09-23T15:36:03.000Z", 0, false},
    Model{"unsloth/Qwen2.5-7B-Instruct-bnb-4bit", 0, "2025-04-28T09:25:00.000Z", 0, false},
};

FoundRepo found(const Model &model)
{
    FoundRepo repo{.repo = repoKey(model.name)};
    repo.isGated = model.isGated;
    repo.downloads = 1'204'118;
    repo.likes = 812;
    repo.parameters = model.parameters;
    repo.lastModified = model.modified;
    repo.task = "text-generation";
    repo.library = "transformers";
    repo.licence = "apache-2.0";
    repo.held.bytes = model.held;
    return repo;
}

CardFile file(const char *path, std::int64_t size, Presence presence = Presence::Missing, double share = 0)
{
    const std::int64_t held = presence == Presence::Complete ? size : std::int64_t(double(size) * share);
    return {.path = path, .size = size, .presence = presence, .heldBytes = held};
}

std::vector<CardFile> filesOf(bool isGguf)
{
    if (isGguf)
        return {file(".gitattributes", 1'520), file("README.md", 6'240),
                file("qwen2.5-7b-instruct-q4_k_m.gguf", 4'680 * megabyte),
                file("qwen2.5-7b-instruct-q8_0.gguf", 8'100 * megabyte)};
    return {file(".gitattributes", 1'520),
            file("LICENSE", 11'300),
            file("README.md", 6'240),
            file("config.json", 663, Presence::Complete),
            file("generation_config.json", 243, Presence::Complete),
            file("merges.txt", 1'670'000, Presence::Complete),
            file("model-00001-of-00004.safetensors", 4'880 * megabyte, Presence::Complete),
            file("model-00002-of-00004.safetensors", 4'930 * megabyte, Presence::Complete),
            file("model-00003-of-00004.safetensors", 4'330 * megabyte, Presence::Partial, 0.68),
            file("model-00004-of-00004.safetensors", 1'090 * megabyte),
            file("model.safetensors.index.json", 27'800, Presence::Complete),
            file("tokenizer.json", 7'030'000, Presence::Complete),
            file("tokenizer_config.json", 7'300, Presence::Complete),
            file("vocab.json", 2'780'000, Presence::Complete)};
}

HeldRepo held(const char *name, std::int64_t bytes, std::int64_t usedBefore, std::int64_t hits,
              Pinned pinned = Pinned::No)
{
    HeldRepo repo{.repo = repoKey(name)};
    repo.held = {.bytes = bytes, .files = 14, .lastUsedAt = sceneTime - usedBefore, .pinned = pinned};
    repo.freedBytes = pinned == Pinned::No ? bytes : 0;
    repo.hits = hits;
    repo.arrivedAt = sceneTime - usedBefore - day;
    repo.revisions = {{.commit = std::string(39, 'c') + "1",
                       .names = {"main"},
                       .bytes = bytes,
                       .files = 14,
                       .freedBytes = repo.freedBytes,
                       .lastUsedAt = repo.held.lastUsedAt}};
    return repo;
}

} // namespace

RepoKey repoKey(const std::string &text)
{
    const bool isDataset = text.starts_with("datasets/");
    return {.type = isDataset ? RepoType::Dataset : RepoType::Model,
            .id = *RepoId::parse(isDataset ? text.substr(9) : text)};
}

library::SearchAnswer sceneSearch(const library::SearchQuestion &question)
{
    library::SearchAnswer answer;
    const int page = question.cursor.empty() ? 1 : std::stoi(question.cursor);
    for (const Model &model : models) {
        FoundRepo repo = found(model);
        if (repo.repo.id.text().find(question.text) == std::string::npos ||
            (question.isHereOnly && repo.held.bytes == 0))
            continue;
        if (page > 1)
            repo.repo = repoKey(fmt::format("{}-{}", model.name, page));
        answer.repos.push_back(std::move(repo));
    }
    if (page < pages && !answer.repos.empty())
        answer.next = std::to_string(page + 1);
    return answer;
}

library::Card sceneCard(const library::CardQuestion &question)
{
    library::Card card{.repo = found(models[4]), .revision = question.revision};
    card.repo.repo = question.repo;
    const bool isGguf = question.repo.id.text().ends_with("GGUF");
    card.commit = "c03e6d358207e414f1eee0bb1891e29f1db0e242";
    card.summary = "Qwen2.5-Coder is the latest series of code-specific Qwen large language models. It covers six "
                   "model sizes, 0.5, 1.5, 3, 7, 14 and 32 billion parameters, and brings improvements in code "
                   "generation, code reasoning and code fixing, with a context of 128K tokens.";
    card.refs = {{"main", card.commit}, {"v1", std::string(40, '7')}};
    card.files = filesOf(isGguf);
    for (const CardFile &one : card.files) {
        card.bytes += one.size;
        card.heldBytes += one.presence == Presence::Complete ? one.size : 0;
    }
    card.fileCount = std::int64_t(card.files.size());
    card.freeSpace = 716 * gigabyte;
    if (isGguf)
        card.quantisations = {{.name = "q4_k_m", .bytes = 4'680 * megabyte, .files = 1},
                              {.name = "q8_0", .bytes = 8'100 * megabyte, .files = 1}};
    return card;
}

library::HeldPage sceneHeld()
{
    library::HeldPage page;
    page.repos = {held("Qwen/Qwen2.5-72B-Instruct", 145 * gigabyte, 4 * day, 31),
                  held("deepseek-ai/DeepSeek-R1-Distill-Llama-70B", 141 * gigabyte, 3 * day, 27),
                  held("Qwen/Qwen3-32B", 65'500 * megabyte, 10, 812, Pinned::Whole),
                  held("deepseek-ai/DeepSeek-R1-Distill-Qwen-32B", 65'500 * megabyte, 2 * day, 64),
                  held("black-forest-labs/FLUX.1-dev", 33'700 * megabyte, 5 * day, 22),
                  held("Qwen/Qwen2.5-14B-Instruct", 29'500 * megabyte, day, 129, Pinned::Whole),
                  held("datasets/HuggingFaceFW/fineweb-edu", 19'600 * megabyte, 9 * day, 18),
                  held("unsloth/Qwen3-30B-A3B-GGUF", 18'600 * megabyte, 3 * day, 41),
                  held("Qwen/Qwen2.5-VL-7B-Instruct", 16'600 * megabyte, 6 * 3600, 93, Pinned::Partly),
                  held("Qwen/Qwen2.5-7B-Instruct", 15'200 * megabyte, 240, 1204, Pinned::Whole),
                  held("stabilityai/stable-diffusion-xl-base-1.0", 13'935 * megabyte, 31 * day, 6),
                  held("stabilityai/sdxl-turbo", 13'800 * megabyte, 12 * day, 9),
                  held("Qwen/Qwen2.5-Coder-7B-Instruct", 12'800 * megabyte, 540, 3),
                  held("mistralai/Mistral-7B-v0.1", 12'400 * megabyte, 20 * day, 7)};
    page.repos[4].isGated = true;
    page.repos[13].isGone = true;
    for (const std::size_t one : {10u, 11u}) {
        page.repos[one].sharedBytes = 335 * megabyte;
        page.repos[one].freedBytes -= 335 * megabyte;
    }
    page.repos[9].revisions.push_back({.commit = std::string(40, '7'),
                                       .names = {"v1"},
                                       .bytes = gigabyte,
                                       .files = 3,
                                       .freedBytes = 0,
                                       .lastUsedAt = sceneTime - 9 * day});
    page.count = std::int64_t(page.repos.size());
    for (const HeldRepo &repo : page.repos) {
        page.bytes += repo.held.bytes;
        page.files += repo.held.files;
    }
    page.freeSpace = 716 * gigabyte;
    return page;
}

library::HeldPage manyHeld(int repos)
{
    library::HeldPage page;
    for (int i = 0; i < repos; ++i) {
        page.repos.push_back(held(fmt::format("org{}/model-{}", i % 97, i).c_str(), (i * 7919 % 5000 + 1) * megabyte,
                                  i * 61 % (40 * day), i % 500));
        page.repos.back().held.files = 10;
    }
    page.count = repos;
    page.files = repos * std::int64_t{10};
    return page;
}

} // namespace mirrorlake::test
