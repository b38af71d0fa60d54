// Runs a target over its corpus and over changes of it that a seed decides: the same bytes in every run and on every
// machine. Usage: NAME_fuzz CORPUS [RUNS [SEED]]. An input that ends the program is left beside it as NAME_fuzz.crash.
#include "fuzz/driver.h"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace {

constexpr std::size_t longest = 64 * 1024;

std::string current;
std::string crashFile;

void keepCrash(int signal)
{
    if (std::FILE *file = std::fopen(crashFile.c_str(), "wb")) {
        std::fwrite(current.data(), 1, current.size(), file);
        std::fclose(file);
    }
    std::fprintf(stderr, "the input is in %s\n", crashFile.c_str());
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

std::vector<std::string> readCorpus(const std::filesystem::path &folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto &entry : std::filesystem::directory_iterator(folder))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<std::string> corpus;
    for (const auto &file : files) {
        std::ifstream in(file, std::ios::binary);
        corpus.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return corpus;
}

class Mutator
{
public:
    Mutator(const std::vector<std::string> &corpus, std::uint64_t seed) : m_corpus(corpus), m_random(seed) {}

    std::string next()
    {
        std::string bytes = m_corpus[below(m_corpus.size())];
        for (std::size_t i = below(6) + 1; i > 0; --i)
            change(bytes);
        if (bytes.size() > longest)
            bytes.resize(longest);
        return bytes;
    }

private:
    std::size_t below(std::size_t end) { return end == 0 ? 0 : m_random() % end; }

    void change(std::string &bytes)
    {
        const std::size_t at = below(bytes.size() + 1);
        const std::size_t count = below(std::min<std::size_t>(bytes.size() - at, 32) + 1);
        switch (below(8)) {
        case 0:
            bytes.insert(at, 1, static_cast<char>(m_random()));
            break;
        case 1:
            bytes.erase(at, count);
            break;
        case 2:
            if (at < bytes.size())
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
            break;
        case 3:
            bytes.insert(at, bytes.substr(below(bytes.size() + 1), below(64)));
            break;
        case 4:
            bytes.insert(at, words[below(std::size(words))]);
            break;
        case 5: {
            const std::string &other = m_corpus[below(m_corpus.size())];
            bytes = bytes.substr(0, at) + other.substr(below(other.size() + 1));
            break;
        }
        case 6:
            bytes.resize(at);
            break;
        default:
            for (std::size_t i = at; i < at + count; ++i)
                bytes[i] = static_cast<char>(m_random());
        }
    }

    /// What parsers stumble over.
    static constexpr std::string_view words[]{"/",
                                              "//",
                                              "..",
                                              "%2e%2e%2f",
                                              "%00",
                                              "%",
                                              "%c0%ae",
                                              "\xc0\xae",
                                              std::string_view("\0", 1),
                                              "\r\n",
                                              "\n",
                                              " ",
                                              "-1",
                                              "0",
                                              "18446744073709551615",
                                              "9223372036854775807",
                                              "-9223372036854775808",
                                              "1e999",
                                              "null",
                                              "true",
                                              "{",
                                              "}",
                                              "[[[[[[[[",
                                              "\"",
                                              "\\",
                                              "\\ud800",
                                              ",",
                                              ":",
                                              "=",
                                              "bytes=",
                                              "refs/pr/1",
                                              "--",
                                              "\\\\?\\C:\\",
                                              "?",
                                              "&",
                                              "#"};

    const std::vector<std::string> &m_corpus;
    std::mt19937_64 m_random;
};

void run(const std::string &bytes)
{
    current = bytes;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(current.data()), current.size());
}

} // namespace

int main(int count, char **words)
{
    if (count < 2) {
        std::fprintf(stderr, "usage: %s CORPUS [RUNS [SEED]]\n", words[0]);
        return 2;
    }
    crashFile = std::string(words[0]) + ".crash";
    for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGBUS, SIGILL})
        std::signal(signal, keepCrash);
    const auto corpus = readCorpus(words[1]);
    if (corpus.empty()) {
        std::fprintf(stderr, "%s has no files\n", words[1]);
        return 2;
    }
    for (const std::string &bytes : corpus)
        run(bytes);
    const long runs = count > 2 ? std::atol(words[2]) : 20'000;
    Mutator mutator(corpus, count > 3 ? std::strtoull(words[3], nullptr, 10) : 1);
    for (long i = 0; i < runs; ++i)
        run(mutator.next());
    std::printf("%zu of the corpus and %ld changes of it\n", corpus.size(), runs);
    return 0;
}
