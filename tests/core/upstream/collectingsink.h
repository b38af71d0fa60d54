// A BodySink that keeps what it gets, and can be told to have had enough.
#pragma once

#include "upstream/httpclient.h"

#include <atomic>
#include <limits>

namespace mirrorlake::test {

class CollectingSink final : public upstream::BodySink
{
public:
    bool begin(const upstream::Response &given) override
    {
        ++begins;
        head = given;
        return true;
    }
    bool write(std::span<const char> bytes) override
    {
        body.append(bytes.data(), bytes.size());
        return body.size() < enough;
    }
    bool isCancelled() const override { return cancelled; }

    upstream::Response head;
    std::string body;
    int begins = 0;
    std::size_t enough = std::numeric_limits<std::size_t>::max();
    std::atomic<bool> cancelled = false;
};

} // namespace mirrorlake::test
