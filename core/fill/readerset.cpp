#include "fill/readerset.h"

#include <algorithm>
#include <utility>

namespace mirrorlake::fill {

namespace {

constexpr std::size_t mostLeft = 1024;

bool overlaps(const IntervalSet &set, ByteRange range)
{
    const std::optional<ByteRange> gap = set.firstGap(range);
    return !gap || gap->begin != range.begin || gap->end != range.end;
}

} // namespace

int ReaderSet::add(const ReaderIdentity &identity, ByteRange want, Pace pace)
{
    const int id = ++m_lastId;
    m_readers.emplace(id, Reader{identity, want, std::move(pace), want.begin, {}, std::nullopt, false, nullptr});
    return id;
}

void ReaderSet::remove(int reader)
{
    const auto found = m_readers.find(reader);
    if (found == m_readers.end())
        return;
    endWait(found->second, reader);
    if (found->second.given.count() > 0 && (m_left.size() < mostLeft || m_left.contains(found->second.identity))) {
        IntervalSet &left = m_left[found->second.identity];
        for (const ByteRange &range : found->second.given.ranges())
            left.add(range);
    }
    m_readers.erase(found);
}

bool ReaderSet::hasDemand() const
{
    return std::any_of(m_readers.begin(), m_readers.end(),
                       [](const auto &entry) { return !entry.second.want.isEmpty(); });
}

Pace ReaderSet::pace() const
{
    Pace fastest;
    for (const auto &[id, reader] : m_readers) {
        if (!reader.pace || reader.pace->rate().value <= 0)
            return nullptr;
        if (!fastest || reader.pace->rate() > fastest->rate())
            fastest = reader.pace;
    }
    return fastest;
}

void ReaderSet::give(int reader, std::int64_t from, std::int64_t end)
{
    const auto found = m_readers.find(reader);
    if (found == m_readers.end())
        return;
    found->second.position = from;
    const ByteRange &want = found->second.want;
    found->second.given.add({from, want.isEmpty() ? end : std::min(end, want.end)});
}

void ReaderSet::wait(int reader, std::int64_t from, Wake wake)
{
    const auto found = m_readers.find(reader);
    if (found == m_readers.end())
        return;
    endWait(found->second, reader);
    found->second.position = from;
    found->second.isWaiting = true;
    found->second.wake = std::move(wake);
    m_waiting.emplace(from, reader);
}

void ReaderSet::endWait(Reader &reader, int id)
{
    if (!reader.isWaiting)
        return;
    reader.isWaiting = false;
    reader.wake = nullptr;
    const auto [first, last] = m_waiting.equal_range(reader.position);
    const auto found = std::find_if(first, last, [id](const auto &entry) { return entry.second == id; });
    if (found != last)
        m_waiting.erase(found);
}

std::vector<Wake> ReaderSet::takeWaiting(ByteRange range)
{
    std::vector<Wake> wakes;
    const auto first = m_waiting.lower_bound(range.begin);
    const auto last = m_waiting.lower_bound(range.end);
    for (auto entry = first; entry != last; ++entry) {
        Reader &reader = m_readers.at(entry->second);
        reader.isWaiting = false;
        wakes.push_back(std::exchange(reader.wake, nullptr));
    }
    m_waiting.erase(first, last);
    return wakes;
}

std::vector<Wake> ReaderSet::takeAllWaiting()
{
    std::vector<Wake> wakes;
    for (const auto &[position, id] : m_waiting) {
        Reader &reader = m_readers.at(id);
        reader.isWaiting = false;
        wakes.push_back(std::exchange(reader.wake, nullptr));
    }
    m_waiting.clear();
    return wakes;
}

std::vector<Demand> ReaderSet::demands() const
{
    std::vector<Demand> all;
    all.reserve(m_readers.size());
    for (const auto &[id, reader] : m_readers) {
        const std::int64_t from = std::max(reader.position, reader.want.begin);
        if (from < reader.want.end)
            all.push_back({from, reader.want.end, reader.isWaiting});
    }
    return all;
}

std::optional<Error> ReaderSet::failure(int reader) const
{
    const auto found = m_readers.find(reader);
    return found == m_readers.end() ? std::nullopt : found->second.failure;
}

void ReaderSet::end(int id, Reader &reader, const Error &error, std::vector<Wake> &wakes)
{
    reader.failure = error;
    if (reader.isWaiting) {
        wakes.push_back(reader.wake);
        endWait(reader, id);
    }
}

void ReaderSet::endParts(const Error &error, std::vector<Wake> &wakes)
{
    for (auto &[id, reader] : m_readers) {
        if (!reader.failure && reader.want.begin > 0)
            end(id, reader, error, wakes);
    }
}

void ReaderSet::endUnserved(const Error &error, std::vector<Wake> &wakes)
{
    for (auto &[id, reader] : m_readers) {
        if (!reader.failure && reader.isWaiting && !reader.want.isEmpty() && reader.given.count() == 0)
            end(id, reader, error, wakes);
    }
}

std::vector<ReaderIdentity> ReaderSet::taint(ByteRange range, const Error &error, std::vector<Wake> &wakes)
{
    std::vector<ReaderIdentity> named;
    for (auto &[id, reader] : m_readers) {
        if (reader.failure || !overlaps(reader.given, range))
            continue;
        named.push_back(reader.identity);
        end(id, reader, error, wakes);
    }
    for (const auto &[identity, given] : m_left) {
        if (overlaps(given, range))
            named.push_back(identity);
    }
    for (auto &[id, reader] : m_readers) {
        const bool isPart = reader.want.begin > 0 && std::ranges::find(named, reader.identity) != named.end();
        if (!reader.failure && isPart)
            end(id, reader, error, wakes);
    }
    return named;
}

} // namespace mirrorlake::fill
