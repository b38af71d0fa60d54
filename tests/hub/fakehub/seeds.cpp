#include "fakehub/seeds.h"

#include <fmt/core.h>

#include <algorithm>
#include <functional>

namespace mirrorlake::fakehub {

namespace {

constexpr std::int64_t MiB = 1024 * 1024;

// Known, because to compute them takes seconds at every start; a test does it once.
constexpr const char *hash300mb = "e20a2fa1a21698b4c76cf4682e13af7c7fcb3cc50e4306f02d87502f427fa584";
constexpr const char *hash2gib = "8d4226ce6eb5046e48fa48daa73f6dafff16737baa2a3fe89fa14a9ae60702ec";

void addBig(World &world)
{
    world.commit("models/test/big", "main",
                 {{"README.md", textContent("# Big\n")},
                  {"config.json", textContent("{\"model_type\": \"big\"}\n")},
                  {"model-300mb.safetensors", generatedContent(300, 300'000'000, hash300mb)},
                  {"model-2gib.safetensors", generatedContent(2048, 2048 * MiB, hash2gib)}});
}

void addOdd(World &world)
{
    world.commit("models/test/odd", "main",
                 {{"README.md", textContent("# Odd names and sizes\n")},
                  {"with space.txt", textContent("space\n")},
                  {"with#hash.txt", textContent("hash\n")},
                  {"100%.txt", textContent("percent\n")},
                  {"%41.txt", textContent("not an A\n")},
                  {"a+b.txt", textContent("plus\n")},
                  {"what?.txt", textContent("question\n")},
                  {"模型/说明 文件.txt", textContent("中文\n")},
                  {"模型/权重 #1+2%.bin", generatedContent(11, 200'000)},
                  {"deep/er/and/deeper/still/and/then/some/file.json", textContent("{}\n")},
                  {"cafe\u0301.txt", textContent("decomposed\n")},
                  {"caf\u00e9.txt", textContent("composed\n")},
                  {".hidden/.file", textContent("dot\n")},
                  {"empty.txt", textContent("")},
                  {"empty.bin", textContent(""), true},
                  {"one-byte.bin", textContent("1"), true},
                  {"exactly-131072.bin", generatedContent(12, 131072)},
                  {"ten-mib-minus-one.bin", generatedContent(13, 10 * MiB - 1)},
                  {"ten-mib.bin", generatedContent(14, 10 * MiB)},
                  {"ten-mib-plus-one.bin", generatedContent(15, 10 * MiB + 1)}});
}

void addMany(World &world)
{
    std::vector<Change> changes;
    for (int i = 0; i < 1003; ++i)
        changes.push_back(
            {fmt::format("part-{}/file-{:04}.txt", i / 100, i), textContent(fmt::format("file {}\n", i)), {}});
    world.commit("models/test/many", "main", std::move(changes));
}

void addData(World &world)
{
    const std::string key = "datasets/test/data";
    world.commit(key, "main",
                 {{"README.md", textContent("---\nlicense: mit\n---\n# Data\n")},
                  {"data/train.csv", textContent("text,label\nhello,1\nworld,0\n")}});
    world.commit(key, "staging", {{"default/train/0000.parquet", generatedContent(21, 100'000)}}, "Convert");
    world.setRef(key, "refs/convert/parquet", world.head(key, "staging"));
    world.change(key, [](Repo &repo) { repo.refs.erase("refs/heads/staging"); });
}

/// Several commits, a branch with a slash, a tag and a pull request.
void addSmall(World &world)
{
    const std::string key = "models/test/small";
    const std::string first = world.commit(key, "main",
                                           {{"README.md", textContent("# Small, first\n")},
                                            {"config.json", textContent("{\"version\": 1}\n")},
                                            {"model.safetensors", generatedContent(31, 3 * MiB + 17)}},
                                           "First");
    world.setRef(key, "refs/tags/v1.0", first);
    world.setRef(key, "refs/heads/feature/x", first);
    world.commit(key, "feature/x", {{"feature.txt", textContent("feature\n")}}, "Feature");
    const std::string second =
        world.commit(key, "main", {{"config.json", textContent("{\"version\": 2}\n")}}, "Second");
    world.setRef(key, "refs/heads/proposal", second);
    world.setRef(key, "refs/pr/1", world.commit(key, "proposal", {{"proposed.txt", textContent("pr\n")}}, "Proposal"));
    world.change(key, [](Repo &repo) { repo.refs.erase("refs/heads/proposal"); });
}

std::vector<Change> someFiles(std::uint64_t seed)
{
    return {{"README.md", textContent("# Some files\n")},
            {"config.json", textContent(fmt::format("{{\"seed\": {}}}\n", seed))},
            {"model.safetensors", generatedContent(seed, 2 * MiB + 5)}};
}

void addGated(World &world)
{
    world.commit("models/gated/model", "main", someFiles(41));
    world.gate("models/gated/model", {"alice"});
}

void addPrivate(World &world)
{
    world.commit("models/private/model", "main", someFiles(42));
    world.change("models/private/model", [](Repo &repo) {
        repo.isPrivate = true;
        repo.members = {"alice"};
    });
}

void addDisabled(World &world)
{
    world.commit("models/disabled/model", "main", someFiles(43));
    world.change("models/disabled/model", [](Repo &repo) { repo.isDisabled = true; });
}

void addRenamed(World &world)
{
    world.commit("models/old/name", "main", someFiles(44));
    world.rename("models/old/name", "new/name");
}

void addLegacy(World &world)
{
    world.commit("models/tiny-gpt2", "main", someFiles(45));
}

void addGguf(World &world)
{
    world.commit("models/test/tiny-GGUF", "main",
                 {{"README.md", textContent("# Quantised\n")},
                  {"tiny-Q4_K_M.gguf", generatedContent(46, 3 * MiB + 1)},
                  {"tiny-Q8_0.gguf", generatedContent(47, 5 * MiB + 3)}});
    world.commit("models/gated/tiny-GGUF", "main", {{"tiny-Q4_K_M.gguf", generatedContent(48, 2 * MiB + 1)}});
    world.gate("models/gated/tiny-GGUF", {"alice"});
}

struct Seed
{
    const char *name;
    void (*add)(World &);
};

constexpr Seed seeds[] = {{"big", addBig},         {"odd", addOdd},           {"many", addMany},
                          {"data", addData},       {"small", addSmall},       {"gated", addGated},
                          {"private", addPrivate}, {"disabled", addDisabled}, {"renamed", addRenamed},
                          {"legacy", addLegacy},   {"gguf", addGguf}};

} // namespace

std::vector<std::string> seedNames()
{
    std::vector<std::string> names;
    for (const Seed &seed : seeds)
        names.emplace_back(seed.name);
    return names;
}

bool addSeed(World &world, const std::string &name)
{
    const auto found = std::ranges::find(seeds, name, &Seed::name);
    if (found == std::end(seeds))
        return false;
    found->add(world);
    return true;
}

} // namespace mirrorlake::fakehub
