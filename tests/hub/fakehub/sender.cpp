#include "fakehub/sender.h"

#include "fakehub/digest.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstring>
#include <ctime>
#include <thread>

namespace mirrorlake::fakehub {

namespace {

constexpr std::int64_t largestStep = 256 * 1024;
constexpr std::int64_t smallestStep = 4 * 1024;

std::string httpDate()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    char text[64];
    return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

void gzipWhole(Reply &reply)
{
    if (reply.file) {
        std::string bytes(static_cast<std::size_t>(reply.file->size()), '\0');
        reply.file->read(0, bytes);
        reply.text = std::move(bytes);
        reply.file = nullptr;
    }
    reply.text = gzipped(reply.text);
    reply.set("Content-Encoding", "gzip");
    reply.isPartial = false;
    reply.status = 200;
}

} // namespace

Sender::Plan Sender::prepare(Reply &reply, const std::vector<Knobs::Active> &rules)
{
    Plan plan;
    for (const Knobs::Active &active : rules) {
        const Rule &rule = active.rule;
        if (rule.ignoreRange && reply.isPartial) {
            reply.status = 200;
            reply.isPartial = false;
            reply.range = {0, reply.file->size()};
        }
        if (rule.gzip)
            gzipWhole(reply);
        if (!rule.etag.empty())
            reply.set("ETag", rule.etag);
        if (rule.wrongLength < 0)
            reply.range.end = std::max(reply.range.begin, reply.range.end + rule.wrongLength);
        else
            plan.zerosAtEnd += rule.wrongLength;
        if (rule.corruptAt >= 0)
            plan.corruptAt.push_back(rule.corruptAt);
        if (rule.bytesPerSecond > 0)
            plan.bytesPerSecond = rule.bytesPerSecond;
        if (rule.cutAfter >= 0)
            plan.cutAfter = rule.cutAfter;
        if (rule.stallAfter >= 0) {
            plan.stallAfter = rule.stallAfter;
            plan.stallMs = rule.stallMs;
        }
        plan.isReset = plan.isReset || rule.reset;
        plan.contentRangeShift += rule.contentRangeShift;
    }
    return plan;
}

std::string Sender::headOf(const Reply &reply, const Plan &plan)
{
    std::string head = fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\n", reply.status, reasonOf(reply.status), httpDate());
    for (const HeaderField &field : reply.headers)
        head += fmt::format("{}: {}\r\n", field.name, field.value);
    if (reply.isPartial)
        head += fmt::format("Content-Range: bytes {}-{}/{}\r\n", reply.range.begin + plan.contentRangeShift,
                            reply.range.end - 1 + plan.contentRangeShift, reply.file->size());
    if (reply.isChunked)
        head += "Transfer-Encoding: chunked\r\n";
    else if (reply.status != 304)
        head += fmt::format("Content-Length: {}\r\n", reply.bodyLength() + plan.zerosAtEnd);
    return head + "\r\n";
}

Sender::Outcome Sender::send(Reply reply, bool isHead, const std::vector<Knobs::Active> &rules,
                             const std::function<void(std::int64_t)> &sent)
{
    const Plan plan = prepare(reply, rules);
    const std::int64_t length = reply.bodyLength() + plan.zerosAtEnd;
    std::string head = headOf(reply, plan);
    if (isHead || length == 0) {
        const bool isSent = m_socket.send(head);
        return {isSent, isSent};
    }
    const bool isSmall = !reply.file && plan.cutAfter < 0 && plan.stallAfter < 0 && plan.bytesPerSecond == 0;
    if (isSmall) {
        const std::string body = reply.isChunked
                                     ? fmt::format("{:x}\r\n{}\r\n0\r\n\r\n", reply.text.size(), reply.text)
                                     : reply.text + std::string(static_cast<std::size_t>(plan.zerosAtEnd), '\0');
        const bool isSent = m_socket.send(head + body);
        sent(isSent ? length : 0);
        return {isSent, isSent};
    }
    if (!m_socket.send(head, plan.cutAfter != 0 && plan.stallAfter != 0))
        return {};
    return sendBody(reply, plan, sent);
}

Sender::Outcome Sender::sendBody(const Reply &reply, const Plan &plan, const std::function<void(std::int64_t)> &sent)
{
    const std::int64_t real = reply.bodyLength();
    const std::int64_t length = real + plan.zerosAtEnd;
    const std::int64_t step =
        plan.bytesPerSecond > 0 ? std::clamp(plan.bytesPerSecond / 200, smallestStep, largestStep) : largestStep;
    m_buffer.resize(largestStep);
    bool hasStalled = false;
    for (std::int64_t at = 0; at < length;) {
        if (at == plan.stallAfter && !hasStalled) {
            hasStalled = true;
            constexpr std::chrono::hours forEver{24};
            if (m_socket.isGoneWithin(plan.stallMs > 0 ? std::chrono::milliseconds(plan.stallMs) : forEver))
                return {};
        }
        if (at == plan.cutAfter) {
            if (plan.isReset)
                m_socket.resetOnClose();
            return {};
        }
        std::int64_t end = std::min(at + step, at < real ? real : length);
        for (const std::int64_t stop : {plan.cutAfter, plan.stallAfter}) {
            if (stop > at)
                end = std::min(end, stop);
        }
        const std::span<char> part(m_buffer.data(), static_cast<std::size_t>(end - at));
        if (at >= real)
            std::ranges::fill(part, '\0');
        else if (!reply.file)
            std::memcpy(part.data(), reply.text.data() + at, part.size());
        else if (!reply.file->read(reply.range.begin + at, part))
            return {};
        for (const std::int64_t wrong : plan.corruptAt) {
            const std::int64_t place = wrong - reply.range.begin - at;
            if (place >= 0 && place < end - at)
                part[static_cast<std::size_t>(place)] ^= 0x55;
        }
        if (plan.bytesPerSecond > 0)
            pace(end - at, plan.bytesPerSecond);
        if (!m_socket.send({part.data(), part.size()},
                           end < length && plan.bytesPerSecond == 0 && end != plan.stallAfter))
            return {};
        sent(end - at);
        at = end;
    }
    return {true, true};
}

void Sender::pace(std::int64_t bytes, std::int64_t bytesPerSecond)
{
    constexpr std::chrono::milliseconds mostDebt{10};
    const auto now = std::chrono::steady_clock::now();
    m_next = std::max(m_next, now - mostDebt);
    std::this_thread::sleep_until(m_next);
    m_next += std::chrono::nanoseconds(bytes * 1'000'000'000 / bytesPerSecond);
}

} // namespace mirrorlake::fakehub
