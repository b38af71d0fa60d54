#include "fill/readerledger.h"

#include "base/log.h"
#include "base/text.h"

#include <algorithm>
#include <fstream>

namespace mirrorlake::fill {

namespace {

constexpr std::string_view anybody = "*";

ReaderIdentity withoutToken(const ReaderIdentity &reader)
{
    return {reader.address, reader.agent, {}};
}

} // namespace

ReaderLedger::ReaderLedger(std::filesystem::path file, std::size_t most) : m_file(std::move(file)), m_most(most)
{
    if (!m_file.empty())
        load();
}

/// One line each: hash, address, agent, parted by tabs. What is no such line, as the torn end of a run that was killed,
/// is passed over; of a file that grew long the newest half is kept.
void ReaderLedger::load()
{
    std::deque<std::string> lines;
    std::ifstream in(m_file);
    for (std::string line; std::getline(in, line);) {
        lines.push_back(std::move(line));
        if (lines.size() > m_most)
            lines.pop_front();
    }
    in.close();
    if (lines.size() == m_most) {
        lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(m_most / 2));
        std::ofstream out(m_file, std::ios::trunc);
        for (const std::string &line : lines)
            out << line << '\n';
    }
    for (const std::string &line : lines) {
        const auto fields = split(line, '\t');
        const auto blob = BlobHash::parse(fields.front());
        if (!blob || fields.size() != 3)
            continue;
        if (fields[1] == anybody)
            m_unknown.insert(*blob);
        else
            m_earlier.insert({*blob, {std::string(fields[1]), std::string(fields[2]), {}}});
    }
}

void ReaderLedger::append(const BlobHash &blob, const ReaderIdentity &reader) const
{
    if (m_file.empty())
        return;
    std::string agent = reader.agent;
    std::ranges::replace_if(
        agent, [](char c) { return c == '\t' || c == '\n'; }, ' ');
    std::ofstream out(m_file, std::ios::app);
    out << blob.text() << '\t' << reader.address << '\t' << agent << '\n';
    out.flush();
    if (!out)
        log::warning("fill", "who has wrong bytes of {} could not be written down", blob.text());
}

void ReaderLedger::remember(const BlobHash &blob, const ReaderIdentity &reader, ByteRange wrong)
{
    const std::lock_guard lock(m_mutex);
    const auto [found, isNew] = m_wrong.emplace(Key(blob, reader), wrong);
    if (!isNew) {
        found->second = {std::min(found->second.begin, wrong.begin), std::max(found->second.end, wrong.end)};
        return;
    }
    append(blob, reader);
    m_begun.erase(found->first);
    m_oldestFirst.push_back(found->first);
    while (m_wrong.size() > m_most) {
        m_wrong.erase(m_oldestFirst.front());
        m_oldestFirst.pop_front();
    }
}

void ReaderLedger::rememberUnknown(const BlobHash &blob)
{
    const std::lock_guard lock(m_mutex);
    if (m_unknown.insert(blob).second)
        append(blob, {std::string(anybody), {}, {}});
}

bool ReaderLedger::mustStartOver(const BlobHash &blob, const ReaderIdentity &reader) const
{
    const std::lock_guard lock(m_mutex);
    const Key key(blob, reader);
    if (m_wrong.contains(key))
        return true;
    const bool isOfOld = m_unknown.contains(blob) || m_earlier.contains({blob, withoutToken(reader)});
    return isOfOld && !m_begun.contains(key);
}

void ReaderLedger::startedOver(const BlobHash &blob, const ReaderIdentity &reader)
{
    const std::lock_guard lock(m_mutex);
    const Key key(blob, reader);
    if (m_wrong.erase(key) > 0)
        std::erase(m_oldestFirst, key);
    const bool isOfOld = m_unknown.contains(blob) || m_earlier.contains({blob, withoutToken(reader)});
    if (isOfOld && m_begun.size() < m_most)
        m_begun.insert(key);
}

} // namespace mirrorlake::fill
