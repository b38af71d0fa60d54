// mirrorlake_load: many connections against one URL from one thread; prints one JSON object with what was seen.
#include "load/connection.h"

#include <CLI/CLI.hpp>

#include <sys/epoll.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <memory>

using namespace mirrorlake::load;

namespace {

void run(Plan &plan)
{
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    std::vector<std::unique_ptr<Connection>> connections;
    for (int i = 0; i < plan.options().connections; ++i)
        connections.push_back(std::make_unique<Connection>(plan, epoll));
    for (auto &connection : connections)
        connection->start();

    const bool hasRate = plan.options().rate > 0;
    const auto isBusy = [](const auto &connection) { return !connection->isDone(); };
    epoll_event events[256];
    while (std::any_of(connections.begin(), connections.end(), isBusy)) {
        const int count = ::epoll_wait(epoll, events, 256, hasRate ? 10 : 1000);
        for (int i = 0; i < count; ++i)
            static_cast<Connection *>(events[i].data.ptr)->advance();
        if (hasRate)
            for (auto &connection : connections)
                connection->allowMore();
    }
    connections.clear();
    ::close(epoll);
}

} // namespace

int main(int argc, char **argv)
{
    CLI::App app("Load for one URL; figures come as JSON");
    Options options;
    app.add_option("url", options.url, "http://ADDRESS:PORT/PATH")->required();
    std::string pathsFile;
    app.add_option("--paths", pathsFile, "File with a path a line, taken in turn instead of the URL's")
        ->check(CLI::ExistingFile);
    app.add_option("--method", options.method, "GET or HEAD")->check(CLI::IsMember({"GET", "HEAD"}));
    app.add_option("--connections", options.connections)->check(CLI::Range(1, 10'000));
    app.add_option("--requests", options.requests, "In all; 0 for no limit");
    app.add_option("--seconds", options.seconds, "No new request after this long; 0 for no limit");
    app.add_option("--range", options.range, "Bytes of each request; 0 asks for the whole file");
    app.add_option("--size", options.size, "Bytes of the file; needed with --range");
    app.add_option("--rate", options.rate, "Bytes per second that a connection takes; 0 for all");
    CLI11_PARSE(app, argc, argv);
    if (!parseTarget(options.url) || (options.requests == 0 && options.seconds == 0) ||
        (options.range > 0 && options.size == 0)) {
        std::fputs("mirrorlake_load: needs an http:// URL, --requests or --seconds, and --size with --range\n", stderr);
        return 2;
    }
    std::ifstream paths(pathsFile);
    for (std::string line; std::getline(paths, line);)
        options.paths.push_back(line);
    Plan plan(options);
    run(plan);
    std::fputs(plan.report().c_str(), stdout);
    return 0;
}
