// fakehub: the scripted fake Hub as a program, for tests with real clients, for benchmarks and for use by hand.
#include "base/text.h"
#include "fakehub/fakehub.h"
#include "fakehub/seeds.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <charconv>
#include <csignal>
#include <cstdio>
#include <optional>
#include <thread>

#include <unistd.h>

namespace {

using namespace mirrorlake;
using namespace mirrorlake::fakehub;

struct Place
{
    std::string host;
    int port = 0;
};

/// "host:port"
std::optional<Place> parsePlace(const std::string &text)
{
    const std::size_t colon = text.rfind(':');
    Place place{text.substr(0, colon)};
    const char *end = text.data() + text.size();
    if (colon == std::string::npos || std::from_chars(text.data() + colon + 1, end, place.port).ptr != end)
        return std::nullopt;
    return place;
}

/// "models/org/name=DIR"
bool addFolder(World &world, const std::string &text)
{
    const std::size_t sign = text.find('=');
    if (sign == std::string::npos || world.commitFolder(text.substr(0, sign), text.substr(sign + 1)).empty()) {
        fmt::print(stderr, "fakehub: cannot load the folder of {}\n", text);
        return false;
    }
    return true;
}

bool addSeeds(World &world, const std::string &list)
{
    if (list == "none")
        return true;
    const auto names = list == "all" ? seedNames() : std::vector<std::string>();
    for (const std::string &name : names)
        addSeed(world, name);
    if (!names.empty())
        return true;
    for (const std::string_view name : split(list, ',')) {
        if (!addSeed(world, std::string(name))) {
            fmt::print(stderr, "fakehub: no such seed repo: {}\n", name);
            return false;
        }
    }
    return true;
}

/// Hashes of large files take seconds; the first who asks shall not wait for all of them.
void computeHashes(const World &world)
{
    std::vector<std::jthread> threads;
    for (const RepoPtr &repo : world.all()) {
        for (const auto &[sha, commit] : repo->commits) {
            for (const auto &[path, file] : commit->files) {
                constexpr std::int64_t large = 64 * 1024 * 1024;
                if (file.content->size() >= large)
                    threads.emplace_back([content = file.content] { content->sha256(); });
            }
        }
    }
}

void waitForEnd(bool diesWithStdin)
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int number : {SIGTERM, SIGINT})
        sigaddset(&signals, number);
    if (diesWithStdin) {
        std::thread([] {
            char byte;
            while (::read(STDIN_FILENO, &byte, 1) > 0) {
            }
            ::kill(::getpid(), SIGTERM);
        }).detach();
    }
    int number = 0;
    sigwait(&signals, &number);
}

} // namespace

int main(int argc, char **argv)
{
    CLI::App app("A scripted fake Hub with a CDN, on loopback; driven over HTTP under /-/");
    std::string listen = "127.0.0.1:0";
    std::string cdnListen = "127.0.0.1:0";
    std::string seeds = "all";
    std::vector<std::string> folders;
    bool diesWithStdin = false;
    Options options;
    bool isCdnLenient = false;
    bool isUnlimited = false;
    app.add_option("--listen", listen, "address:port of the Hub; port 0 is any free one");
    app.add_option("--cdn-listen", cdnListen, "address:port of the CDN");
    app.add_option("--seed-repos", seeds,
                   "all, none, or a comma list: " + fmt::format("{}", fmt::join(seedNames(), ",")));
    app.add_option("--repo-folder", folders, "models/org/name=DIR: a folder as a repo; repeatable");
    app.add_option("--tree-page", options.treePageSize, "entries in a page of a tree");
    app.add_flag("--cdn-lenient", isCdnLenient, "the CDN takes no offence at an Authorization header");
    app.add_flag("--no-rate-limit", isUnlimited, "no limits are announced, for work with many requests");
    app.add_flag("--die-with-stdin", diesWithStdin, "end when standard input is closed");
    CLI11_PARSE(app, argc, argv);

    sigset_t signals;
    sigemptyset(&signals);
    for (const int number : {SIGTERM, SIGINT})
        sigaddset(&signals, number);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    const auto hubPlace = parsePlace(listen);
    const auto cdnPlace = parsePlace(cdnListen);
    if (!hubPlace || !cdnPlace || hubPlace->host != cdnPlace->host) {
        fmt::print(stderr, "fakehub: --listen and --cdn-listen are host:port, with the same host\n");
        return 2;
    }
    options.address = hubPlace->host;
    options.port = hubPlace->port;
    options.cdnPort = cdnPlace->port;
    options.isCdnStrict = !isCdnLenient;
    options.announcesLimits = !isUnlimited;
    FakeHub hub(options);
    for (const std::string &folder : folders) {
        if (!addFolder(hub.world(), folder))
            return 2;
    }
    if (!addSeeds(hub.world(), seeds))
        return 2;
    const std::jthread hasher([&hub] { computeHashes(hub.world()); });
    if (const auto started = hub.start(); !started) {
        fmt::print(stderr, "fakehub: {}\n", started.error().message);
        return 3;
    }
    fmt::print("ready {} cdn {}\n", hub.url(), hub.cdnUrl());
    std::fflush(stdout);
    waitForEnd(diesWithStdin);
    hub.stop();
    return 0;
}
