// The real world for the checks. Thread: any.
#pragma once

#include "doctor/probe.h"

namespace mirrorlake::doctor {

class SystemProbe final : public Probe
{
public:
    Result<std::string> addressOf(const std::string &host) override;
    Result<void> connect(const std::string &host, int port) override;
    Result<upstream::Response> ask(const upstream::ClientOptions &client, const upstream::Request &request) override;
    Result<void> greet(const std::string &host, int port) override;
    Result<void> tryListen(const std::string &address) override;
    Result<double> writeSpeed(const std::filesystem::path &folder, std::int64_t size) override;
    std::string fileText(const std::filesystem::path &file) override;
    Clock::Wall now() override { return std::chrono::system_clock::now(); }
};

} // namespace mirrorlake::doctor
